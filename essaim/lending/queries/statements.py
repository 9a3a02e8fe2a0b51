"""Statements of a pair, of a structure, of the club; the lines that may still enter one."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from ..enums import OPEN_STATEMENTS, StatementState
from ..models import Entry, Statement
from .ledger import SIGNING_KINDS
from .ledger import between as entries_between

WAITING = (StatementState.PROPOSED, StatementState.HALF)


def _statements(club: Club) -> QuerySet[Statement]:
    return Statement.objects.filter(club=club).select_related("one", "other", "payer", "proposed_by", "disputed_by")


def between(club: Club, mine: Organization, other: Organization) -> QuerySet[Statement]:
    """The latest first."""
    low, high = sorted((mine.pk, other.pk))
    return _statements(club).filter(one=low, other=high)


def open_of(club: Club, organization: Organization) -> list[Statement]:
    """Those that wait for something, of a structure."""
    return list(
        _statements(club).filter(Q(one=organization) | Q(other=organization), state__in=OPEN_STATEMENTS).order_by("pk")
    )


def open_in(club: Club) -> QuerySet[Statement]:
    return _statements(club).filter(state__in=OPEN_STATEMENTS).order_by("pk")


def waiting_for(user: User, club: Club) -> list[tuple[Statement, Organization]]:
    """Those that wait for a yes that the person may give, with their structure. Two queries at most."""
    seats = Organization.objects.filter(representations__user=user, representations__kind__in=SIGNING_KINDS)
    mine = {one.pk: one for one in seats}
    if not mine:
        return []
    rows = _statements(club).filter(Q(one__in=mine) | Q(other__in=mine), state__in=WAITING).order_by("pk")
    found = []
    for row in rows:
        for side, at in ((row.one_id, row.one_agreed_at), (row.other_id, row.other_agreed_at)):
            if side in mine and at is None:
                found.append((row, mine[side]))
    return found


def free_entries(club: Club, one: Organization, other: Organization, until: date) -> QuerySet[Entry]:
    """The lines of the pair until that day that owe money and are in no statement, and no payment, the oldest first."""
    return entries_between(club, one, other).filter(day__lte=until, cents__gt=0, lines=None).order_by("day", "pk")


def lines_of(statement: Statement) -> list[Entry]:
    """The oldest first. One query."""
    rows = Entry.objects.filter(lines__statement=statement).select_related("giver", "receiver")
    return list(rows.order_by("day", "pk"))


def to_remind(day: date, after: timedelta) -> QuerySet[Statement]:
    """Those that have waited for an answer since that long, and less than a month more."""
    return (
        Statement.objects.filter(
            state__in=WAITING, proposed_on__lte=day - after, proposed_on__gte=day - after - timedelta(days=30)
        )
        .select_related("club", "one", "other", "payer", "proposed_by")
        .order_by("pk")
    )


def net_of(entries: list[Entry], one: Organization) -> int:
    """Cents due to `one` by the other; negative when it owes."""
    return sum(entry.cents if entry.giver_id == one.pk else -entry.cents for entry in entries)
