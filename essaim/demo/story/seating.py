"""Who sat with whom at the meetings held: plans computed in order, so that each knows the pairs before it."""

from datetime import timedelta

from essaim.meetings.models import Meeting
from essaim.seating import actions, queries
from essaim.seating.actions.composing import keep_plan
from essaim.seating.engine import compose
from essaim.seating.enums import Origin
from essaim.seating.models import SeatingPlan

from .cast import Cast, read
from .days import NEXT_MEETING, start_of

AT_A_TABLE = 5
EFFORT = 0.03  # a tenth of a second a plan: the demonstration starts quickly


def add_plans(cast: Cast) -> None:
    for entry in read("meetings"):
        if entry["number"] < NEXT_MEETING:
            _plan(cast, cast.meetings[entry["number"]], entry["rounds"])


def _plan(cast: Cast, meeting: Meeting, rounds: int) -> None:
    author = cast.accounts["animation"]
    people = meeting.attendances.filter(seat="held").count()
    setup = actions.save_setup(
        meeting=meeting, actor=author, table_count=max(2, -(-people // AT_A_TABLE)), rounds=rounds
    )
    asked = queries.asked(meeting, setup)
    answer = compose(asked.problem, seed=meeting.pk, effort=EFFORT)
    plan = keep_plan(
        meeting=meeting, actor=author, attendances=list(asked.attendances), plan=answer.plan, score=answer.score,
        seed=meeting.pk, origin=Origin.COMPOSED, table_count=setup.table_count,
    )  # fmt: skip
    actions.publish(plan=plan, actor=author)
    before = start_of(meeting) - timedelta(days=1)
    SeatingPlan.objects.filter(pk=plan.pk).update(created_at=before, published_at=before)
