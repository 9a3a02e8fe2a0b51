"""Plans changed by hand, and shown to everybody."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Attendance, Meeting

from .. import queries
from ..engine import AWAY, score
from ..enums import Origin
from ..models import Seat, SeatingPlan


@transaction.atomic
def change_seats(
    *, plan: SeatingPlan, attendance: Attendance, actor: User | None, tables: Mapping[int, int],
    locked: Mapping[int, bool] | None = None, instead_of: Mapping[int, int] | None = None,
) -> SeatingPlan:  # fmt: skip
    """Move a person: `tables` says the table of each round, `locked` whether new plans keep it, `instead_of` with whom
    (attendance's key) the seat is exchanged in that round.

    A version already published is not touched: the change makes the next one. Returns the version changed. Refuses a
    plan that another hand has replaced, a table that is not there, a round that has begun.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=plan.meeting_id)
    meeting.club = plan.meeting.club
    if SeatingPlan.objects.filter(meeting=meeting, version__gt=plan.version).exists():
        raise Refusal(
            _("Le plan a changé entre-temps. Voici le dernier ; refaites votre changement s'il le faut."), code="stale"
        )
    setup = queries.setup_of(meeting)
    begun = setup.rounds_begun if setup else 0
    seats = {(seat.attendance_id, seat.round): seat for seat in Seat.objects.filter(plan=plan)}
    moves: dict[tuple[int, int], int] = {}
    for number, table in tables.items():
        mine = seats.get((attendance.pk, number))
        if not 1 <= table <= plan.table_count or not 1 <= number <= plan.rounds:
            raise Refusal(_("Cette table n'existe pas."), code="no_table")
        if mine is not None and mine.table == table:
            continue
        if number <= begun:
            raise Refusal(_("Le tour %(number)s a commencé.") % {"number": number}, code="begun")
        moves[attendance.pk, number] = table
        partner = (instead_of or {}).get(number)
        if partner and mine is not None and (partner, number) in seats and seats[partner, number].table == table:
            moves[partner, number] = mine.table
    locks = {(attendance.pk, number): value for number, value in (locked or {}).items()}
    if not moves and all(seats.get(key) is None or seats[key].locked == value for key, value in locks.items()):
        return plan
    if plan.published_at is not None:
        plan = _copy(plan, meeting, actor)
        seats = {(seat.attendance_id, seat.round): seat for seat in Seat.objects.filter(plan=plan)}
    for (person, number), table in moves.items():
        Seat.objects.update_or_create(
            plan=plan, attendance_id=person, round=number, defaults={"table": table},
            create_defaults={"table": table, "club": meeting.club},
        )  # fmt: skip
    for (person, number), value in locks.items():
        Seat.objects.filter(plan=plan, attendance_id=person, round=number).update(locked=value)
    plan.origin, plan.made_by = Origin.BY_HAND, actor
    plan.score = _score(plan, meeting)
    plan.save(update_fields=["origin", "made_by", "score", "updated_at"])
    journaled.tell(
        actor=actor, verb="seating.change", subject=plan, club=meeting.club,
        details={"attendance": attendance.pk, "rounds": sorted(number for _person, number in moves)},
    )  # fmt: skip
    return plan


@transaction.atomic
def publish(*, plan: SeatingPlan, actor: User | None) -> SeatingPlan:
    """Show this version to those who come. Published again, nothing changes. Refuses a plan already replaced."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=plan.meeting_id)
    if SeatingPlan.objects.filter(meeting=plan.meeting_id, version__gt=plan.version).exists():
        raise Refusal(_("Un plan plus récent a été composé. Relisez-le avant de le publier."), code="stale")
    row = SeatingPlan.objects.get(pk=plan.pk)
    if row.published_at is None:
        row.published_at = timezone.now()
        row.save(update_fields=["published_at", "updated_at"])
        journaled.tell(
            actor=actor, verb="seating.publish", subject=row, club=plan.meeting.club, details={"version": row.version}
        )
    return row


def _copy(plan: SeatingPlan, meeting: Meeting, actor: User | None) -> SeatingPlan:
    """The next version, the same so far."""
    rows = list(Seat.objects.filter(plan=plan))
    new = SeatingPlan.objects.create(
        club_id=plan.club_id, meeting=meeting, version=plan.version + 1, origin=Origin.BY_HAND, made_by=actor,
        seed=plan.seed, rounds=plan.rounds, table_count=plan.table_count, score=plan.score,
    )  # fmt: skip
    Seat.objects.bulk_create(
        Seat(
            club_id=row.club_id, plan=new, attendance_id=row.attendance_id, round=row.round, table=row.table,
            locked=row.locked,
        )
        for row in rows
    )  # fmt: skip
    new.meeting = meeting
    return new


def _score(plan: SeatingPlan, meeting: Meeting) -> dict:
    """What the plan is worth after a change by hand."""
    setup = queries.setup_of(meeting)
    if setup is None:
        return plan.score
    setup.rounds, setup.table_count = plan.rounds, plan.table_count
    asked = queries.asked(meeting, setup)
    rank = asked.rank()
    tables = np.full((plan.rounds, len(rank)), AWAY)
    for seat in Seat.objects.filter(plan=plan):
        if seat.attendance_id in rank:
            tables[seat.round - 1, rank[seat.attendance_id]] = seat.table - 1
    return asdict(score(asked.problem, tables))
