"""Meetings with people and a plan, made short."""

from django.utils import timezone

from essaim.meetings.models import Meeting
from essaim.meetings.tests.factories import make_attendance, make_meeting
from essaim.organizations.tests.factories import make_organization
from essaim.seating.actions import add_wish, compose_plan, publish, save_setup
from essaim.seating.enums import WishKind
from essaim.seating.models import Seat, SeatingPlan


def make_full_meeting(club, people: int = 12, **fields) -> Meeting:
    """A meeting where so many people come, two by two from the same organization."""
    meeting = make_meeting(club, **fields)
    organization = None
    for number in range(people):
        if number % 2 == 0:
            organization = make_organization(f"Structure {meeting.pk} {number // 2}")
        make_attendance(meeting, f"Personne {number:02}", organization=organization, email=f"p{number}@demo.example")
    return meeting


def make_plan(meeting: Meeting, *, tables: int = 3, rounds: int = 2, published: bool = True) -> SeatingPlan:
    save_setup(meeting=meeting, actor=None, table_count=tables, rounds=rounds)
    plan = compose_plan(meeting=meeting, actor=None, seed=1)
    return publish(plan=plan, actor=None) if published else plan


def seated_meeting(club) -> Meeting:
    """The club's meeting with a plan, a wish and four people, written without the solver; made once."""
    if meeting := Meeting.objects.filter(club=club, title="Rencontre attablée").first():
        return meeting
    meeting = make_full_meeting(club, people=4, title="Rencontre attablée")
    save_setup(meeting=meeting, actor=None, table_count=2, rounds=1)
    rows = list(meeting.attendances.order_by("pk"))
    add_wish(meeting=meeting, actor=None, kind=WishKind.APART, attendance=rows[0], other=rows[1])
    score = {
        "repeats": 0, "acquainted": 0, "colleagues": 0, "same_sector": 0, "new": 2, "least": 1, "smallest": 2,
        "largest": 2, "broken": 0, "repeats_floor": 0, "known_floor": 0, "proved": True,
    }  # fmt: skip
    plan = SeatingPlan.objects.create(
        club=club, meeting=meeting, version=1, rounds=1, table_count=2, score=score, published_at=timezone.now()
    )
    Seat.objects.bulk_create(
        Seat(club=club, plan=plan, attendance=row, round=1, table=1 + number % 2) for number, row in enumerate(rows)
    )
    return meeting
