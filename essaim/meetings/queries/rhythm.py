"""The club's rhythm, the dates it gives, whose turn it is to host."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, Q
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization

from ..dates import moments, next_dates
from ..enums import MeetingState
from ..models import Meeting, Rhythm


def rhythm_of(club: Club) -> Rhythm:
    """What the club agreed on, or the usual rhythm, not saved."""
    return Rhythm.objects.filter(club=club).first() or Rhythm(club=club)


def latest_day(club: Club) -> date | None:
    """The day of the club's latest meeting, held or planned."""
    rows = Meeting.objects.filter(club=club).exclude(state=MeetingState.CANCELLED)
    latest = rows.aggregate(latest=Max("starts_at"))["latest"]
    return timezone.localdate(latest) if latest else None


@dataclass(frozen=True)
class Host:
    """A member, and when it last hosted a meeting (or will)."""

    organization: Organization
    hosted_on: date | None


def hosts_in_turn(club: Club) -> list[Host]:
    """Members in the order of their turn: those that never hosted, by seniority; then the longest ago. One query."""
    hosted = Q(organization__meetings_hosted__club=club) & ~Q(
        organization__meetings_hosted__state=MeetingState.CANCELLED
    )
    rows = (
        Membership.objects.filter(club=club, state=MembershipState.MEMBER)
        .select_related("organization")
        .annotate(
            hosted_at=Max("organization__meetings_hosted__starts_at", filter=hosted),
            planned=Max("organization__meetings_hosted__pk", filter=hosted),
        )
        .order_by(F("since").asc(nulls_last=True), "organization__folded_name")
    )

    def turn(row) -> tuple:
        # Who hosts a meeting that has no date yet comes last: their turn is now.
        if row.planned and row.hosted_at is None:
            return (2, 0.0)
        return (1, row.hosted_at.timestamp()) if row.hosted_at else (0, 0.0)

    return [
        Host(row.organization, timezone.localdate(row.hosted_at) if row.hosted_at else None)
        for row in sorted(rows, key=turn)
    ]


def member_named(club: Club, number: str) -> Organization | None:
    """The member that a form names by its key, when it is one."""
    return members_of(club).filter(pk=number).first() if number.isdecimal() else None


@dataclass(frozen=True)
class Proposal:
    """One of the next meetings, as it may be prepared in one click."""

    day: date
    starts_at: datetime
    ends_at: datetime
    host: Host | None


def proposals(club: Club, *, today: date) -> list[Proposal]:
    """The next dates, each with the member whose turn it is. Three queries."""
    rhythm, hosts = rhythm_of(club), hosts_in_turn(club)
    days = next_dates(rhythm, last=latest_day(club), today=today)
    return [
        Proposal(day, *moments(rhythm, day), host=hosts[rank % len(hosts)] if hosts else None)
        for rank, day in enumerate(days)
    ]
