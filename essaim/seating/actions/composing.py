"""Plans made by the solver."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Attendance, Meeting

from .. import queries
from ..engine import AWAY, Plan, Score, Unseatable, compose, recompose
from ..enums import MOST_PEOPLE, Origin
from ..models import Seat, SeatingPlan, SeatingSetup
from ..words import clash

EFFORT = 0.6  # about two seconds for forty people


def compose_plan(*, meeting: Meeting, actor: User | None, seed: int | None = None) -> SeatingPlan:
    """A new version from nothing, locked seats apart. The solver runs before the transaction: some seconds."""
    setup = _setup(meeting)
    if setup.rounds_begun:
        return adapt_plan(meeting=meeting, actor=actor, seed=seed)
    current = queries.current_plan(meeting)
    asked = queries.asked(meeting, setup, locked=_locked(current) if current else None)
    seed = secrets.randbelow(1_000_000) if seed is None else seed
    _check(asked)
    try:
        answer = compose(asked.problem, seed=seed, effort=EFFORT)
    except Unseatable as refusal:
        raise clash(refusal, asked.attendances) from None
    return keep_plan(
        meeting=meeting, actor=actor, attendances=asked.attendances, plan=answer.plan, score=answer.score, seed=seed,
        origin=Origin.COMPOSED, table_count=setup.table_count,
    )  # fmt: skip


def adapt_plan(
    *, meeting: Meeting, actor: User | None, present_only: bool = False, seed: int | None = None
) -> SeatingPlan:
    """A new version for those who come now, or only who is there; it changes as few seats as it can, and none of the
    rounds that have begun. Refuses when there is no plan."""
    setup = _setup(meeting)
    current = queries.current_plan(meeting)
    if current is None:
        raise Refusal(_("Composez d'abord les tables."), code="no_plan")
    asked = queries.asked(meeting, setup, present_only=present_only, locked=_locked(current))
    _check(asked)
    previous = np.full((setup.rounds, len(asked.attendances)), AWAY)
    rank = asked.rank()
    for attendance, number, table in Seat.objects.filter(plan=current).values_list("attendance_id", "round", "table"):
        if attendance in rank and number <= setup.rounds and table <= setup.table_count:
            previous[number - 1, rank[attendance]] = table - 1
    seed = current.seed if seed is None else seed
    try:
        answer = recompose(asked.problem, previous, begun=setup.rounds_begun, seed=seed, effort=EFFORT / 2)
    except Unseatable as refusal:
        raise clash(refusal, asked.attendances) from None
    return keep_plan(
        meeting=meeting, actor=actor, attendances=asked.attendances, plan=answer.plan, score=answer.score, seed=seed,
        origin=Origin.ADAPTED, table_count=setup.table_count, locks=_locked(current),
    )  # fmt: skip


@transaction.atomic
def keep_plan(
    *, meeting: Meeting, actor: User | None, attendances: Sequence[Attendance], plan: Plan, score: Score, seed: int,
    origin: str, table_count: int, locks: dict[int, dict[int, int]] | None = None,
) -> SeatingPlan:  # fmt: skip
    """Write the next version. People taken off the list while the solver worked are left out."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    last = SeatingPlan.objects.filter(meeting=meeting).aggregate(last=Max("version"))["last"] or 0
    row = SeatingPlan.objects.create(
        club=meeting.club, meeting=meeting, version=last + 1, origin=origin, made_by=actor, seed=seed,
        rounds=len(plan), table_count=table_count, score=asdict(score),
    )  # fmt: skip
    there = set(Attendance.objects.filter(meeting=meeting).values_list("pk", flat=True))
    Seat.objects.bulk_create(
        Seat(
            club=meeting.club, plan=row, attendance=attendance, round=number + 1, table=int(table) + 1,
            locked=(locks or {}).get(attendance.pk, {}).get(number + 1) == int(table) + 1,
        )
        for number, line in enumerate(plan)
        for attendance, table in zip(attendances, line, strict=True)
        if table != AWAY and attendance.pk in there
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb="seating.compose", subject=row, club=meeting.club,
        details={"origin": str(origin), "version": row.version, "people": len(attendances)},
    )  # fmt: skip
    row.meeting = meeting
    return row


def _setup(meeting: Meeting) -> SeatingSetup:
    setup = queries.setup_of(meeting)
    if setup is None:
        raise Refusal(_("Dites d'abord combien de tables et de tours."), code="no_setup")
    return setup


def _locked(plan: SeatingPlan) -> dict[int, dict[int, int]]:
    found: dict[int, dict[int, int]] = {}
    rows = Seat.objects.filter(plan=plan, locked=True).values_list("attendance_id", "round", "table")
    for attendance, number, table in rows:
        found.setdefault(attendance, {})[number] = table
    return found


def _check(asked: queries.Asked) -> None:
    if len(asked.attendances) < 2:
        raise Refusal(_("Il faut au moins deux personnes qui viennent pour composer des tables."), code="too_few")
    if len(asked.attendances) > MOST_PEOPLE:
        raise Refusal(
            _("Un plan prend %(most)s personnes au plus ; %(count)s viennent.")
            % {"most": MOST_PEOPLE, "count": len(asked.attendances)},
            code="too_many",
        )
