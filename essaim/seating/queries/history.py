"""Who has sat with whom: from the plans published for meetings that took place, and the people who came."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.meetings.enums import MeetingState
from essaim.meetings.models import Attendance

from ..models import Seat, SeatingPlan


@dataclass(frozen=True)
class Met:
    """Two people sat together. Keys are `person_key`'s, in order; organizations are None for who has none."""

    a: str
    b: str
    organizations: tuple[int | None, int | None]
    meeting: int
    on: datetime


def person_key(attendance: Attendance) -> str:
    """The same for the same person from one meeting to the next: account, else address, else name and organization.

    Who was unnamed since is nobody's acquaintance.
    """
    if attendance.user_id:
        return f"u{attendance.user_id}"
    if attendance.email:
        return f"e{attendance.email.lower()}"
    if not (name := fold(attendance.name)):
        return f"?{attendance.pk}"
    return f"n{attendance.organization_id or ''}:{name}"


def pairs_met(club: Club, since: datetime | None = None, *, but: int | None = None) -> list[Met]:
    """Every pair that sat at one table at a meeting of the club held after `since`, once for each meeting.

    Only people checked in count, and only the last plan published. A meeting that has begun counts as held once it is
    past, whether or not somebody closed it. `but`: a meeting left out. One query.
    """
    rows = (
        _seats_held(club, since)
        .select_related("attendance", "plan__meeting")
        .order_by("plan__meeting__starts_at", "plan__meeting_id", "round", "table", "attendance_id")
    )
    if but:
        rows = rows.exclude(plan__meeting=but)
    tables: dict[tuple, list[Seat]] = defaultdict(list)
    for seat in rows:
        tables[seat.plan.meeting_id, seat.round, seat.table].append(seat)
    found: dict[tuple, Met] = {}
    for (meeting, _round, _table), seats in tables.items():
        on = seats[0].plan.meeting.starts_at
        assert on is not None  # it has an end, hence a start
        people = sorted((person_key(seat.attendance), seat.attendance.organization_id) for seat in seats)
        for (a, first), (b, second) in itertools.combinations(people, 2):
            if a != b:
                found.setdefault((meeting, a, b), Met(a, b, (first, second), meeting, on))
    return list(found.values())


def _seats_held(club: Club, since: datetime | None) -> QuerySet[Seat]:
    """Where people who came sat, at meetings that are past: the last plan published of each."""
    latest = (
        SeatingPlan.objects.filter(meeting=OuterRef("plan__meeting"), published_at__isnull=False)
        .values("meeting")
        .annotate(last=Max("version"))
        .values("last")
    )
    rows = Seat.objects.filter(
        club=club, plan__meeting__ends_at__lt=timezone.now(), plan__version=Subquery(latest),
        attendance__checked_in_at__isnull=False,
    ).exclude(plan__meeting__state=MeetingState.CANCELLED)  # fmt: skip
    return rows.filter(plan__meeting__starts_at__gte=since) if since else rows


def met_people(club: Club, since: datetime | None = None) -> dict[tuple[str, str], datetime]:
    """Pairs of people (keys in order) → the last time they sat together."""
    return {(one.a, one.b): one.on for one in pairs_met(club, since)}


def sat_with(club: Club, organization: int, since: datetime | None = None) -> set[int]:
    """Organizations (ids) whose people sat with people of this one at a meeting held after `since`. As `pairs_met`
    counts, for one of them and with less: one query of plain values."""
    rows = _seats_held(club, since).filter(
        plan__meeting__in=Attendance.objects.filter(
            club=club, organization=organization, checked_in_at__isnull=False
        ).values("meeting")
    )
    tables: dict[tuple[int, int, int], set[int | None]] = defaultdict(set)
    for plan, number, table, other in rows.values_list("plan_id", "round", "table", "attendance__organization_id"):
        tables[plan, number, table].add(other)
    return {pk for there in tables.values() if organization in there for pk in there if pk} - {organization}


def met_organizations(club: Club, since: datetime | None = None) -> dict[tuple[int, int], datetime]:
    """Pairs of organizations (ids in order) → the last time that people of theirs sat together."""
    found: dict[tuple[int, int], datetime] = {}
    for one in pairs_met(club, since):
        first, second = one.organizations
        if first and second and first != second:
            found[min(first, second), max(first, second)] = one.on
    return found
