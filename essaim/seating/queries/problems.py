"""A meeting as a problem to solve."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from essaim.kernel.text import fold
from essaim.meetings.enums import AttendeeKind, Seat
from essaim.meetings.models import AgendaItem, Attendance, Meeting
from essaim.organizations.models import OrganizationSector

from ..engine import Pair, Person, Problem, Table
from ..enums import MOST_ROUNDS, MOST_TABLES, WishKind
from ..models import SeatingSetup, Wish
from .history import pairs_met, person_key

REMEMBERED = timedelta(days=730)  # earlier meetings weigh nothing
HALF_LIFE = 270  # days after which having met weighs half
AROUND_A_TABLE = 5  # people, when nothing says otherwise
USUAL_ROUNDS = 3


def setup_of(meeting: Meeting) -> SeatingSetup | None:
    return SeatingSetup.objects.filter(meeting=meeting).select_related("moment").first()


def seatable(meeting: Meeting, *, present_only: bool = False) -> list[Attendance]:
    """Those who have a place, guests included, or came without; only those checked in with `present_only`. By name. One
    query."""
    comes = Q(checked_in_at__isnull=False)
    if not present_only:
        comes |= Q(seat=Seat.HELD)
    rows = Attendance.objects.filter(comes, meeting=meeting).select_related("organization")
    return sorted(rows, key=lambda row: (fold(row.name), row.pk))


def wishes_of(meeting: Meeting) -> list[Wish]:
    return list(
        Wish.objects.filter(meeting=meeting)
        .select_related("attendance", "other")
        .order_by("kind", "attendance__name", "pk")
    )


def proposal(meeting: Meeting) -> dict[str, int]:
    """Tables and rounds to begin with: about five people a table, as many rounds as the agenda names, else three."""
    count = len(seatable(meeting))
    titles = [fold(title) for title in AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True)]
    rounds = sum(1 for title in titles if {"tour", "tours", "table", "tables", "round"} & set(title.split()))
    return {
        "table_count": min(MOST_TABLES, max(1, math.ceil(count / AROUND_A_TABLE))),
        "rounds": min(MOST_ROUNDS, rounds or USUAL_ROUNDS),
    }


@dataclass(frozen=True)
class Asked:
    """The problem, and whom each of its people is."""

    problem: Problem
    attendances: Sequence[Attendance]

    def rank(self) -> dict[int, int]:
        """Attendance → index in the problem."""
        return {row.pk: i for i, row in enumerate(self.attendances)}


def asked(
    meeting: Meeting, setup: SeatingSetup, *, present_only: bool = False,
    locked: dict[int, dict[int, int]] | None = None,
) -> Asked:  # fmt: skip
    """What the solver is given. `locked`: attendance → round → table (from 1), kept as they are. Five queries."""
    rows = seatable(meeting, present_only=present_only)
    wishes = wishes_of(meeting)
    sectors: dict[int, set[str]] = {}
    organizations = {row.organization_id for row in rows if row.organization_id}
    for organization, sector in OrganizationSector.objects.filter(organization__in=organizations).values_list(
        "organization_id", "sector_id"
    ):
        sectors.setdefault(organization, set()).add(sector)
    rank = {row.pk: i for i, row in enumerate(rows)}
    tables, rounds, accessible = {}, {}, set()
    for wish in wishes:
        if wish.kind == WishKind.TABLE and wish.table and wish.table <= setup.table_count:
            tables[wish.attendance_id] = frozenset({wish.table - 1})
        elif wish.kind == WishKind.ROUNDS:
            rounds[wish.attendance_id] = frozenset(number - 1 for number in wish.rounds if number <= setup.rounds)
        elif wish.kind == WishKind.ACCESSIBLE:
            accessible.add(wish.attendance_id)
    people = [
        Person(
            group=_group(row),
            sectors=frozenset(sectors.get(row.organization_id or 0, ())),
            rounds=rounds.get(row.pk),
            tables=tables.get(row.pk),
            accessible=row.pk in accessible,
            seats={number - 1: table - 1 for number, table in (locked or {}).get(row.pk, {}).items()},
        )
        for row in rows
    ]
    pairs = {
        kind: [
            Pair(*sorted((rank[wish.attendance_id], rank[wish.other_id])))
            for wish in wishes
            if wish.kind == kind and wish.attendance_id in rank and wish.other_id in rank
        ]
        for kind in (WishKind.APART, WishKind.TOGETHER)
    }
    problem = Problem(
        people=people,
        tables=[
            Table(seats=setup.seats, accessible=number in setup.accessible_tables)
            for number in range(1, setup.table_count + 1)
        ],
        rounds=setup.rounds,
        met=_met(meeting, rows),
        apart=pairs[WishKind.APART] + _speakers_apart(rows, setup.table_count, pairs[WishKind.TOGETHER]),
        together=pairs[WishKind.TOGETHER],
    )
    return Asked(problem, rows)


def _group(row: Attendance) -> int:
    """Who knows whom already: an organization's people; a person and whom they bring. Negative: not an organization."""
    return row.organization_id or -(row.brought_by_id or row.pk)


def _speakers_apart(rows: Sequence[Attendance], tables: int, together: Sequence[Pair]) -> list[Pair]:
    """Speakers at different tables, when there are tables enough: each table then has its own."""
    speakers = [i for i, row in enumerate(rows) if row.kind == AttendeeKind.SPEAKER]
    wished = {(pair.a, pair.b) for pair in together}
    if len(speakers) > tables:
        return []
    return [Pair(a, b) for n, a in enumerate(speakers) for b in speakers[n + 1 :] if (a, b) not in wished]


def _met(meeting: Meeting, rows: Sequence[Attendance]) -> dict[tuple[int, int], float]:
    """Pairs of these people who sat together before, weighed by how long ago: 1 today, a half after nine months."""
    rank = {person_key(row): i for i, row in enumerate(rows)}
    today = meeting.starts_at or timezone.now()
    weights: dict[tuple[int, int], float] = {}
    for one in pairs_met(meeting.club, today - REMEMBERED, but=meeting.pk):
        if one.a in rank and one.b in rank:
            pair = (min(rank[one.a], rank[one.b]), max(rank[one.a], rank[one.b]))
            age = max(0, (today - one.on).days)
            # Each meeting adds, so that a pair met twice is avoided more than a pair met once.
            weights[pair] = min(2.0, weights.get(pair, 0) + 0.5 ** (age / HALF_LIFE))
    return weights
