"""The answer, questions, payments, reports and indicators."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from essaim.budgets.models import Line
from essaim.clubs.tests.factories import make_club
from essaim.dossiers.tests.factories import a_member, again, part_of, user_of
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.submissions import actions, queries
from essaim.submissions.actions.after import six_months_after
from essaim.submissions.models import Payment, ReportDue

from .sending_factories import leave, ready, win
from .test_sending import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def brouette():
    return a_member(make_club("ici", name="Club d'ici"), "La Brouette partagée", person="Odile Fruchart")


@pytest.fixture
def velos(brouette):
    return a_member(brouette.memberships.get().club, "Les Vélos du Canal")


@pytest.fixture
def sent(brouette, velos):
    dossier = ready(brouette.memberships.get().club, brouette, velos)
    leave(dossier, brouette)
    return again(dossier)


def test_six_months_after_the_end_of_the_year():
    """Cerfa 15059*02: within six months of the end of the exercise."""
    assert six_months_after(date(2027, 12, 31)) == date(2028, 6, 30)
    assert six_months_after(date(2027, 8, 31)) == date(2028, 2, 29)
    assert six_months_after(date(2027, 6, 30)) == date(2027, 12, 31)
    assert six_months_after(date(2027, 3, 15)) == date(2027, 9, 15)


def test_won_the_money_and_the_report_follow(sent, brouette):
    refused("granted", actions.set_outcome, dossier=sent, actor=None, won=True)
    refused(
        "future", actions.set_outcome, dossier=sent, actor=None, won=True, granted_cents=1,
        on=localdate() + timedelta(days=1),
    )  # fmt: skip
    dossier = win(sent, brouette, reference="D-118", year_end=date(2027, 12, 31))
    assert dossier.state == "won"
    line = Line.objects.get(requested=True)
    assert (line.funding, line.cents) == ("granted", 48_000_00)
    assert ReportDue.objects.get().due_on == date(2028, 6, 30)
    actions.set_outcome(dossier=dossier, actor=None, agreement_on=date(2027, 3, 1), year_end=date(2027, 12, 31))
    assert ReportDue.objects.count() == 1
    assert queries.after_of(dossier).outcome.reference == "D-118"


def test_lost_what_was_asked_is_refused(sent):
    actions.set_outcome(dossier=sent, actor=None, won=False, said="Trop peu d'ancrage local.")
    dossier = again(sent)
    assert (dossier.state, dossier.said) == ("lost", "Trop peu d'ancrage local.")
    assert Line.objects.get(requested=True).funding == "refused"
    partner = part_of(dossier, dossier.partners.first().organization)
    refused(
        "state", actions.add_payment, dossier=dossier, actor=None, partner=partner, label="Avance", cents=1,
        planned_on=localdate(),
    )  # fmt: skip


def test_nothing_follows_before_it_leaves(brouette, velos):
    dossier = ready(brouette.memberships.get().club, brouette, velos)
    refused("not_sent", actions.set_outcome, dossier=dossier, actor=None, won=True, granted_cents=1)
    refused("not_sent", actions.add_question, dossier=dossier, actor=None, words="?", asked_on=localdate())
    assert again(dossier).state == dossier.state
    assert not ReportDue.objects.exists()


def test_questions_and_their_answers(sent):
    today = localdate()
    refused("words", actions.add_question, dossier=sent, actor=None, words=" ", asked_on=today)
    row = actions.add_question(
        dossier=sent, actor=None, words="Combien de repas ?", asked_on=today - timedelta(days=3), answer_by=today
    )
    refused("answer", actions.answer_question, question=row, actor=None, answer="")
    refused("day", actions.answer_question, question=row, actor=None, answer="12", on=today - timedelta(days=4))
    actions.every_day(today)
    actions.every_day(today)
    assert Message.objects.filter(kind="submissions.question_waits").count() == 1
    actions.answer_question(question=row, actor=None, answer="12 000 par an.")
    row.refresh_from_db()
    assert row.answered_on == today
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(answer="")


def test_payments_come_in_order_and_within_what_is_granted(sent, brouette, velos):
    dossier = win(sent, brouette)
    facts = {"dossier": dossier, "actor": None, "partner": part_of(dossier, velos), "label": "Avance",
             "planned_on": localdate()}  # fmt: skip
    payment = actions.add_payment(cents=20_000_00, **facts)
    refused("over", actions.add_payment, cents=28_000_01, **facts)
    actions.add_payment(cents=28_000_00, **facts)
    refused("cents", actions.add_payment, cents=0, **facts)
    refused("order", actions.mark_payment, payment=payment, actor=None, step="paid")
    payment = actions.mark_payment(payment=payment, actor=None, step="received")
    refused("received", actions.remove_payment, payment=payment, actor=None)
    payment = actions.mark_payment(payment=payment, actor=None, step="paid")
    assert payment.paid_on == localdate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(received_on=None)


def test_reports_are_reminded_once_for_each_alert(sent, brouette):
    dossier = win(sent, brouette)
    today = localdate()
    row = actions.add_report(dossier=dossier, actor=None, kind="activity", due_on=today + timedelta(days=30))
    refused("twice", actions.add_report, dossier=dossier, actor=None, kind="activity", due_on=row.due_on)
    for days in (0, 0, 1, 23, 23, 30, 30, 40):
        actions.every_day(today + timedelta(days=days))
    assert Message.objects.filter(kind="submissions.report_due").count() == 3  # 30 days, 7 days, the day
    row.refresh_from_db()
    actions.mark_report(report=row, actor=None)
    refused("done", actions.remove_report, report=row, actor=None)
    assert user_of(brouette).email in Message.objects.filter(kind="submissions.report_due").first().to


def test_what_is_counted(sent, brouette):
    dossier = win(sent, brouette)
    refused("title", actions.add_indicator, dossier=dossier, actor=None, title=" ")
    row = actions.add_indicator(dossier=dossier, actor=None, title="Repas", unit="repas", target=Decimal(12000))
    refused("twice", actions.add_indicator, dossier=dossier, actor=None, title="Repas")
    actions.note_value(indicator=row, actor=None, value=Decimal(300))
    actions.note_value(indicator=row, actor=None, value=Decimal(350))  # the same day: it replaces
    assert [one.value for one in row.values.all()] == [350]
    with pytest.raises(Refusal):
        actions.note_value(indicator=row, actor=None, value=Decimal(1), on=localdate() + timedelta(days=1))


def test_a_practice_begins_with_the_dossier(sent, brouette):
    dossier = win(sent, brouette, said="Trois structures, une seule cuisine.")
    practice = actions.begin_practice(dossier=dossier, actor=user_of(brouette))
    assert practice.title == dossier.title
    assert practice.organization == brouette
