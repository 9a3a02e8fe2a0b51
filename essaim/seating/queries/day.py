"""Where the meeting stands: who is there, the moment under way."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.meetings.enums import MeetingState, Seat
from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.queries.meetings import Moment, agenda_of
from essaim.organizations.models import Organization
from essaim.organizations.queries import listed_organizations

from ..models import SeatingPlan, SeatingSetup
from .plans import published_plan
from .problems import setup_of

EARLY = timedelta(hours=3)  # before the beginning, people may say by themselves that they are there
LATE = timedelta(hours=6)  # after the end, likewise


@dataclass(frozen=True)
class Count:
    here: int
    expected: int


def door_list(meeting: Meeting, typed: str = "") -> list[Attendance]:
    """Everybody on the list, those expected first, by name; only those whose name or organization holds what is typed.
    One query."""
    rows = Attendance.objects.filter(meeting=meeting).select_related("organization")
    words = fold(typed).split()
    found = [
        row
        for row in rows
        if all(word in fold(f"{row.name} {row.organization.name if row.organization else ''}") for word in words)
    ]
    return sorted(found, key=lambda row: (row.seat != Seat.HELD and not row.checked_in_at, fold(row.name), row.pk))


def count_of(meeting: Meeting) -> Count:
    """One query."""
    rows = list(Attendance.objects.filter(meeting=meeting).values_list("seat", "checked_in_at"))
    return Count(
        here=sum(1 for _seat, at in rows if at),
        expected=sum(1 for seat, at in rows if seat == Seat.HELD or at),
    )


def organization_named(club: Club, name: str) -> Organization | None:
    """The listed organization of that name, whatever the accents and the case: the club's members first."""
    folded = fold(name)
    if not folded:
        return None
    rows = list(listed_organizations().filter(folded_name=folded)[:5])
    member = set(club.memberships.filter(organization__in=rows).values_list("organization_id", flat=True))
    return min(rows, key=lambda row: (row.pk not in member, row.pk), default=None)


def own_row(meeting: Meeting, user: User) -> Attendance | None:
    """The row of a person, by account or by address."""
    rows = Attendance.objects.filter(meeting=meeting).filter(Q(user=user) | Q(email__iexact=user.email))
    return rows.select_related("organization").first()


def row_at(meeting: Meeting, email: str) -> Attendance | None:
    """The row of an address."""
    rows = Attendance.objects.filter(meeting=meeting, email__iexact=email.strip()).exclude(email="")
    return rows.select_related("organization").first()


def doors_open(meeting: Meeting) -> bool:
    """Whether people may say by themselves that they are there."""
    if meeting.state not in (MeetingState.ANNOUNCED, MeetingState.HELD):
        return False
    if not meeting.starts_at or not meeting.ends_at:
        return False
    return meeting.starts_at - EARLY <= timezone.now() <= meeting.ends_at + LATE


@dataclass(frozen=True)
class Screen:
    """What the projected page shows. `round` is 0 before the first."""

    agenda: list[Moment]
    rank: int  # of the moment under way in the agenda, −1 before the first
    setup: SeatingSetup | None
    plan: SeatingPlan | None
    count: Count

    @property
    def current(self) -> Moment | None:
        return self.agenda[self.rank] if self.rank >= 0 else None

    @property
    def following(self) -> Moment | None:
        return self.agenda[self.rank + 1] if self.rank + 1 < len(self.agenda) else None

    @property
    def round(self) -> int:
        return self.setup.rounds_begun if self.setup else 0

    @property
    def next_round(self) -> int | None:
        most = min(self.plan.rounds, self.setup.rounds) if self.plan and self.setup else 0
        return self.round + 1 if self.round < most else None


def screen_of(meeting: Meeting) -> Screen:
    """Four queries."""
    agenda, setup = agenda_of(meeting), setup_of(meeting)
    moment = setup.moment_id if setup else None
    rank = next((i for i, one in enumerate(agenda) if one.item.pk == moment), -1)
    return Screen(agenda, rank, setup, published_plan(meeting), count_of(meeting))
