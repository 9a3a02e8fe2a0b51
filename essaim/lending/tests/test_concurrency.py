"""Eight people at once, on SQLite as on PostgreSQL: no line is counted twice, no statement is paid twice, the accounts
stay balanced."""

from collections import Counter

import pytest
from django.utils import timezone

from essaim.clubs.tests.test_concurrency import at_once
from essaim.lending.actions import ledger, statements
from essaim.lending.models import Entry, Statement, StatementLine
from essaim.mail.models import Message
from essaim.resources.actions import Borrower, Report, take_back
from essaim.resources.actions.turning import again
from essaim.resources.models import Booking
from essaim.resources.tests.factories import book

from .factories import a_member, helped, user_of
from .test_balanced import check

pytestmark = pytest.mark.django_db(transaction=True)
EIGHT = range(8)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lines(brouette, velos):
    """Vélos owe Brouette 18 €, by two lines."""
    return [helped(brouette, velos, cents=3_000), helped(velos, brouette, cents=1_200)]


def propose(club, one, other, today):
    return statements.propose(club=club, one=one, other=other, until=today, actor=user_of(one), proposed_by=one)


def test_one_statement_of_eight_proposals_by_both_sides(club, brouette, velos, lines, today):
    sides = [(brouette, velos), (velos, brouette)] * 4
    outcomes = at_once(lambda pair: propose(club, *pair, today), sides)
    assert Counter(map(str, outcomes))["open"] == 7
    statement = Statement.objects.get()
    assert (statement.cents, statement.payer) == (1_800, velos)
    assert set(statement.lines.values_list("entry", flat=True)) == {one.pk for one in lines}
    check(club, [brouette, velos])


def test_paid_once_of_eight_payments(club, brouette, velos, lines, today):
    statement = propose(club, brouette, velos, today)
    agreed = at_once(
        lambda _n: statements.agree(statement=statement, organization=velos, user=user_of(velos)).state, EIGHT
    )
    assert set(agreed) <= {"agreed", "state"}
    assert Message.objects.filter(kind="lending.agreed").count() == 2
    outcomes = at_once(
        lambda _n: (
            statements.settle(statement=statement, user=user_of(velos), payment="transfer", settled_on=today).state
        ),
        EIGHT,
    )
    assert Counter(outcomes) == {"settled": 1, "state": 7}
    assert Entry.objects.filter(source="payment").count() == 1
    check(club, [brouette, velos])


def test_undone_once_of_eight(club, brouette, velos, lines):
    outcomes = at_once(lambda _n: ledger.undo(entry=lines[0], actor=None, reason="Une erreur").source, EIGHT)
    assert Counter(outcomes) == {"correction": 1, "undone": 7}
    check(club, [brouette, velos])


def test_a_booking_that_came_back_is_one_line(club, brouette, velos, van):
    booking = book(van, Borrower(brouette), None, "08:00", "18:00")
    outcomes = at_once(
        lambda _n: take_back(booking=again(booking), actor=user_of(velos), report=Report("good")).kind, EIGHT
    )
    assert Counter(outcomes) == {"back": 1, "state": 7}
    Entry.objects.all().delete()  # as if nobody had listened
    at_once(lambda _n: ledger.enter_missing(timezone.localdate()), EIGHT)
    assert Entry.objects.get().booking_id == booking.pk
    assert Booking.objects.get().state == "returned"
    check(club, [brouette, velos])


def test_the_organisers_close_all_the_accounts_together(club, brouette, velos, lines, today):
    others = [a_member(club, name) for name in ("La Remise à flot", "Zinc", "Au fil de l'eau")]
    for number, one in enumerate(others):
        helped(one, velos, cents=100 * (number + 1))
    counts = at_once(lambda _n: statements.propose_all(club=club, until=today, actor=user_of(velos)), EIGHT)
    assert sum(counts) == Statement.objects.count() == 4
    assert StatementLine.objects.count() == 5
    check(club, [brouette, velos, *others])


def test_lines_written_and_undone_while_the_accounts_are_closed(club, brouette, velos, lines, today):
    """Whatever the order in which they come, each line is in one statement at most and all of it adds up."""

    def one_of_eight(number: int) -> None:
        for step in range(3):
            if number % 4 == 0:
                row = propose(club, brouette, velos, today)
                statements.agree(statement=row, organization=velos, user=user_of(velos))
                statements.settle(statement=row, user=user_of(velos), payment="cash", settled_on=today)
            elif number % 4 == 1:
                entry = helped(brouette, velos, cents=100 * number + step)
                ledger.undo(entry=entry, actor=None, reason="Une erreur")
            elif number % 4 == 2:
                helped(velos, brouette, cents=10 * number + step)
            elif (open_one := Statement.objects.filter(state__in=["half", "proposed"]).first()) is not None:
                statements.dispute(statement=open_one, organization=velos, user=user_of(velos), word="Attendez")
                statements.propose_again(statement=open_one, organization=velos, user=user_of(velos))

    at_once(one_of_eight, EIGHT)
    entries = list(StatementLine.objects.values_list("entry", flat=True))
    assert len(entries) == len(set(entries))
    assert Entry.objects.filter(source="typed").count() == 2 + 6 + 6
    assert Entry.objects.filter(source="correction").count() == 6
    check(club, [brouette, velos])
