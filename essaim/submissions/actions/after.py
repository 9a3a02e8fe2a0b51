"""What follows: answer, questions, payments, reports, what is counted."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.budgets import actions as budgets
from essaim.budgets.engine import split
from essaim.budgets.enums import Funding
from essaim.budgets.models import Line
from essaim.budgets.words import euros
from essaim.dossiers import actions as dossiers
from essaim.dossiers import queries as dossier_queries
from essaim.dossiers.enums import IN_TEAM, DossierState
from essaim.dossiers.models import Dossier, Partner
from essaim.kernel.errors import Refusal
from essaim.practices.actions import start_practice
from essaim.practices.models import Practice

from .. import queries
from ..enums import ReportKind
from ..models import Outcome, Payment, Question, ReportDue
from .common import lock_sent, one_line, told

MONTHS_TO_REPORT = 6


def six_months_after(day: date) -> date:
    """The last day of the sixth month after: 31 December → 30 June."""
    month = day.month + MONTHS_TO_REPORT
    year, month = day.year + (month - 1) // 12, (month - 1) % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    last = (first_of_next - date(year, month, 1)).days
    return date(year, month, last if _is_last(day) else min(day.day, last))


def _is_last(day: date) -> bool:
    return (date(day.year + day.month // 12, day.month % 12 + 1, 1) - day).days == 1


@transaction.atomic
def set_outcome(
    *, dossier: Dossier, actor: User | None, won: bool | None = None, on: date | None = None,
    granted_cents: int | None = None, said: str = "", reference: str = "", agreement_on: date | None = None,
    year_end: date | None = None, by: str = "",
) -> Outcome:  # fmt: skip
    """The funder's answer. `won` None: the same answer, other facts. Won, the lines asked become granted, each in
    proportion to what it asked, and the financial report is due six months after `year_end`; lost, refused.

    Refuses before it is sent (`not_sent`), a grant without amount (field `granted_cents`), a day to come (field `on`).
    """
    dossier = lock_sent(dossier)
    row, _made = Outcome.objects.get_or_create(
        dossier=dossier, defaults={"club": dossier.club, "asked_cents": _asked(dossier)}
    )
    if on is not None and on > localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="on")
    if won and not granted_cents and row.asked_cents:
        raise Refusal(_("Dites combien est accordé."), code="granted", field="granted_cents")
    if won is not None and dossier.state == DossierState.SUBMITTED:
        verb = dossiers.win if won else dossiers.lose
        dossier = verb(dossier=dossier, actor=actor, on=on, said=said, by=by)
        _answer_lines(dossier, actor, granted_cents or 0, won=won)
    row.granted_cents = granted_cents if granted_cents is not None else row.granted_cents
    row.reference = one_line(reference)[:120] or row.reference
    row.agreement_on, row.year_end = agreement_on or row.agreement_on, year_end or row.year_end
    row.save()
    if row.year_end and dossier.state in (DossierState.WON, DossierState.ARCHIVED):
        ReportDue.objects.get_or_create(
            club=dossier.club, dossier=dossier, kind=ReportKind.FINANCIAL, due_on=six_months_after(row.year_end)
        )
    told(dossier, "set_outcome", actor, granted=row.granted_cents, won=won)
    return row


def _asked(dossier: Dossier) -> int | None:
    sending = queries.sending_of(dossier)
    return sending.asked_cents if sending else None


def _answer_lines(dossier: Dossier, actor: User | None, granted: int, *, won: bool) -> None:
    """What was asked in the budget is now granted or refused; shared by largest remainder when less is granted."""
    budget = queries.budget_of(dossier)
    if budget is None:
        return
    lines = list(Line.objects.filter(budget=budget, requested=True).select_related("budget").order_by("pk"))
    parts = split(granted, [line.cents for line in lines]) if won and granted else [line.cents for line in lines]
    for line, cents in zip(lines, parts, strict=True):
        budgets.set_funding(line=line, funding=Funding.GRANTED if won else Funding.REFUSED, cents=cents, actor=actor)


@transaction.atomic
def add_question(
    *, dossier: Dossier, actor: User | None, words: str, asked_on: date, answer_by: date | None = None
) -> Question:
    """A question of the funder. Refuses before it is sent, without words, or asked on a day to come."""
    dossier = lock_sent(dossier)
    words = words.strip()[:3000]
    if not words:
        raise Refusal(_("Écrivez la question."), code="words", field="words")
    if asked_on > localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="asked_on")
    row = Question.objects.create(
        club=dossier.club, dossier=dossier, words=words, asked_on=asked_on, answer_by=answer_by
    )
    told(dossier, "add_question", actor, question=row.pk)
    return row


@transaction.atomic
def answer_question(*, question: Question, actor: User | None, answer: str, on: date | None = None) -> Question:
    """What was answered, on which day. Said again, it replaces. Refuses without words (field `answer`)."""
    dossier = lock_sent(question.dossier)
    answer, on = answer.strip()[:5000], on or localdate()
    if not answer:
        raise Refusal(_("Écrivez ce que vous avez répondu."), code="answer", field="answer")
    if on < question.asked_on or on > localdate():
        raise Refusal(_("Ce jour ne va pas : après la question, et pas à venir."), code="day", field="answered_on")
    question.answer, question.answered_on = answer, on
    question.save(update_fields=["answer", "answered_on", "updated_at"])
    told(dossier, "answer_question", actor, question=question.pk)
    return question


@transaction.atomic
def add_payment(
    *, dossier: Dossier, actor: User | None, partner: Partner, label: str, cents: int, planned_on: date
) -> Payment:
    """Money planned for a partner. Refuses before it is won (`state`), a partner of another dossier or who left
    (`partner`), an amount under a cent (field `cents`), and more in all than what was granted (`over`)."""
    dossier = lock_sent(dossier)
    if dossier.state not in (DossierState.WON, DossierState.ARCHIVED):
        raise Refusal(_("Les versements viennent avec une réponse favorable."), code="state")
    if partner.dossier_id != dossier.pk or partner.state not in IN_TEAM:
        raise Refusal(_("Choisissez un partenaire du dossier."), code="partner", field="partner")
    label = one_line(label)[:120]
    if not label:
        raise Refusal(_("Dites pour quoi : avance, solde…"), code="label", field="label")
    if cents < 1:
        raise Refusal(_("Un versement est d'un centime au moins."), code="cents", field="cents")
    row = Outcome.objects.filter(dossier=dossier).first()
    planned = sum(Payment.objects.filter(dossier=dossier).values_list("cents", flat=True))
    if row and row.granted_cents is not None and planned + cents > row.granted_cents:
        raise Refusal(
            _("Avec celui-ci, les versements font %(sum)s : %(granted)s sont accordés.") % {
                "sum": euros(planned + cents), "granted": euros(row.granted_cents)
            }, code="over", field="cents",
        )  # fmt: skip
    payment = Payment.objects.create(
        club=dossier.club, dossier=dossier, partner=partner, label=label, cents=cents, planned_on=planned_on
    )
    told(dossier, "add_payment", actor, partner=partner.pk, cents=cents)
    return payment


@transaction.atomic
def mark_payment(*, payment: Payment, actor: User | None, step: str, on: date | None = None) -> Payment:
    """`step`: `received` from the funder, then `paid` to the partner; of the lead's own part the first is enough.
    Marked already, it stays. Refuses `paid` before `received` (`order`), and a day to come (`future`)."""
    dossier = lock_sent(payment.dossier)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    on = on or localdate()
    if on > localdate():
        raise Refusal(_("Ce jour est à venir."), code="future")
    name = {"received": "received_on", "paid": "paid_on"}[step]
    if getattr(payment, name):
        return payment
    if step == "paid" and payment.received_on is None:
        raise Refusal(_("Le financeur n'a pas encore versé cette part."), code="order")
    setattr(payment, name, on)
    payment.save(update_fields=[name, "updated_at"])
    told(dossier, f"payment_{step}", actor, payment=payment.pk, cents=payment.cents)
    return payment


@transaction.atomic
def remove_payment(*, payment: Payment, actor: User | None) -> None:
    """Refuses one that was received (`received`): it is part of the accounts."""
    dossier = lock_sent(payment.dossier)
    if Payment.objects.filter(pk=payment.pk, received_on__isnull=False).exists():
        raise Refusal(_("Ce versement est reçu : il reste."), code="received")
    payment.delete()
    told(dossier, "remove_payment", actor, cents=payment.cents)


@transaction.atomic
def begin_practice(*, dossier: Dossier, actor: User | None) -> Practice:
    """« En tirer une pratique »: a draft that begins with what the dossier says, for the people of its lead. Refuses
    what `start_practice` refuses (the lead is no member of the club)."""
    dossier = lock_sent(dossier)
    lead = dossier_queries.lead_of(dossier)
    if lead is None:
        raise Refusal(_("Personne ne mène ce dossier."), code="no_lead")
    row = Outcome.objects.filter(dossier=dossier).first()
    results = dossier.said
    if row and row.granted_cents:
        results = f"{results}\n\n{euros(row.granted_cents)}".strip()
    practice = start_practice(
        club=dossier.club, organization=lead.organization, actor=actor, title=dossier.title, situation=dossier.summary,
        results=results,
    )  # fmt: skip
    told(dossier, "begin_practice", actor, practice=practice.pk)
    return practice
