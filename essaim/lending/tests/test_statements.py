"""A statement, from its lines to its payment."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.kernel.errors import Refusal
from essaim.lending.actions import ledger
from essaim.lending.actions import statements as actions
from essaim.lending.enums import StatementState
from essaim.lending.models import Entry, Statement
from essaim.lending.queries import ledger as queries
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_representation, make_user

from .factories import a_member, helped, user_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def lines(brouette, velos):
    """Brouette lent for 30 €, got for 12 €: Vélos owe 18 €."""
    return [helped(brouette, velos, cents=3_000), helped(velos, brouette, cents=1_200)]


def propose(club, brouette, velos, **facts):
    values = {"until": TODAY(), "actor": user_of(brouette), "proposed_by": brouette} | facts
    return actions.propose(club=club, one=brouette, other=velos, **values)


def refused(act, *args, **kwargs) -> str:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value.code


@pytest.mark.usefixtures("lines")
def test_from_the_lines_to_the_payment(club, brouette, velos):
    Message.objects.all().delete()
    row = propose(club, brouette, velos)
    assert (row.state, row.payer, row.payee, row.cents) == ("half", velos, brouette, 1_800)
    assert row.lines.count() == 2
    assert list(Message.objects.values_list("kind", "to")) == [("lending.proposed", "karim@example.org")]
    assert refused(propose, club, brouette, velos) == "open"

    row = actions.agree(statement=row, organization=velos, user=user_of(velos))
    assert row.state == "agreed"
    assert Message.objects.filter(kind="lending.agreed").count() == 2
    assert refused(actions.dispute, statement=row, organization=velos, user=user_of(velos), word="Non") == "state"

    row = actions.settle(statement=row, user=user_of(velos), payment="transfer", settled_on=TODAY())
    assert (row.state, row.payment) == ("settled", "transfer")
    balance = queries.balance_of(queries.entries_of(club, velos), velos, TODAY() - timedelta(days=30))
    assert (balance.cents, balance.given, balance.got) == (0, 180, 180)
    assert queries.dues_in(club) == []
    assert refused(propose, club, brouette, velos) == "nothing"
    assert refused(actions.settle, statement=row, user=user_of(velos), payment="cash", settled_on=TODAY()) == "state"
    assert Entry.objects.filter(source="payment").count() == 1


def test_quits_are_settled_by_the_second_yes(club, brouette, velos):
    helped(brouette, velos, cents=500)
    helped(velos, brouette, cents=500)
    row = propose(club, brouette, velos)
    assert (row.payer, row.cents) == (None, 0)
    row = actions.agree(statement=row, organization=velos, user=user_of(velos))
    assert (row.state, row.payment) == ("settled", "nothing")


def test_disputed_corrected_proposed_again(club, brouette, velos, lines):
    row = propose(club, brouette, velos)
    assert refused(actions.dispute, statement=row, organization=velos, user=user_of(velos), word=" ") == "missing"
    row = actions.dispute(statement=row, organization=velos, user=user_of(velos), word="Le camion, c'était le 12.")
    assert row.state == "disputed"
    assert "le 12" in Message.objects.get(kind="lending.disputed", to="odile@example.org").text
    ledger.undo(entry=lines[0], actor=user_of(brouette), reason="Mauvais jour")
    row = actions.propose_again(statement=row, organization=brouette, user=user_of(brouette))
    assert (row.state, row.payer, row.cents, row.lines.count()) == ("half", brouette, 1_200, 3)
    assert (row.one_agreed_at is None) != (row.other_agreed_at is None)


@pytest.mark.usefixtures("lines")
def test_withdrawn_its_lines_are_free(club, brouette, velos):
    row = actions.withdraw(statement=propose(club, brouette, velos), user=user_of(brouette))
    assert (row.state, row.lines.count()) == ("withdrawn", 0)
    assert propose(club, brouette, velos).lines.count() == 2


@pytest.mark.usefixtures("lines")
def test_only_who_may_bind_the_structure_agrees(club, brouette, velos):
    helper = make_user("aide@example.org")
    make_representation(velos, helper, kind="contributor")
    row = propose(club, brouette, velos)
    assert refused(actions.agree, statement=row, organization=velos, user=helper) == "not_yours"
    assert refused(actions.agree, statement=row, organization=velos, user=user_of(brouette)) == "not_yours"
    assert Statement.objects.get().state == "half"
    again = actions.agree(statement=row, organization=brouette, user=user_of(brouette))
    assert again.state == "half"


def test_the_organiser_proposes_all_and_agrees_for_nobody(club, brouette, velos):
    other = a_member(club, "La Remise à flot")
    helped(brouette, velos, cents=700)
    helped(other, velos, cents=300)
    helped(other, brouette)  # time without money: nothing to settle
    assert actions.propose_all(club=club, until=TODAY(), actor=user_of(other)) == 2
    assert actions.propose_all(club=club, until=TODAY(), actor=user_of(other)) == 0
    assert set(Statement.objects.values_list("state", "one_agreed_at", "other_agreed_at")) == {("proposed", None, None)}


@pytest.mark.usefixtures("lines")
def test_days(club, brouette, velos):
    assert refused(propose, club, brouette, velos, until=TODAY() + timedelta(days=1)) == "future"
    assert refused(propose, club, brouette, velos, until=TODAY() - timedelta(days=30)) == "nothing"
    row = propose(club, brouette, velos)
    actions.agree(statement=row, organization=velos, user=user_of(velos))
    for day, code in ((TODAY() + timedelta(days=1), "future"), (TODAY() - timedelta(days=90), "early")):
        assert refused(actions.settle, statement=row, user=user_of(velos), payment="cash", settled_on=day) == code


@pytest.mark.usefixtures("lines")
def test_reminded_once(club, brouette, velos):
    propose(club, brouette, velos)
    for days in (5, 10, 11, 12, 60):
        actions.remind(TODAY() + timedelta(days=days))
    assert list(Message.objects.filter(kind="lending.reminder").values_list("to", flat=True)) == ["karim@example.org"]


@pytest.mark.usefixtures("lines")
def test_what_the_database_refuses(club, brouette, velos):
    row = propose(club, brouette, velos)
    low, high = sorted((brouette, velos), key=lambda one: one.pk)
    wrongs = [
        {"state": "agreed"}, {"state": "settled"}, {"state": "disputed"}, {"one": high, "other": low}, {"cents": 0},
        {"payer": None}, {"state": "lost"}, {"since": TODAY() + timedelta(days=9)},
        {"payer": a_member(club, "La Remise à flot")},
    ]  # fmt: skip
    for wrong in wrongs:
        with pytest.raises(IntegrityError), transaction.atomic():
            Statement.objects.filter(pk=row.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.create(
            club=club, one=low, other=high, since=TODAY(), until=TODAY(), proposed_on=TODAY(),
            state=StatementState.AGREED, one_agreed_at=timezone.now(), other_agreed_at=timezone.now(),
        )  # fmt: skip
