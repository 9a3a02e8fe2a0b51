"""The message of the day before: to whom, once, and what it says."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.mail.actions.choices import stop
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality

from .. import actions
from ..enums import Answer, MeetingState, Seat
from ..models import Attendance
from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db


def at(days: int, hour: int = 14) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(hour)))


@pytest.fixture
def club():
    return make_club("ici", email="bonjour@demo.example")


def the_day_comes(times: int = 1) -> list[str]:
    """What leaves when the worker's day begins, to whom."""
    for _run in range(times):
        actions.every_day(timezone.localdate())
    return sorted(Message.objects.filter(kind="meetings.eve").values_list("to", flat=True))


def test_those_who_come_tomorrow_once(club):
    meeting = make_meeting(club, starts_at=at(1))
    make_attendance(meeting, "Ana", email="ana@demo.example")
    make_attendance(meeting, "Sans adresse")
    for name, fields in {
        "attend": {"seat": Seat.WAITING, "queued_at": timezone.now()},
        "peut-etre": {"answer": Answer.MAYBE, "seat": Seat.NONE},
        "non": {"answer": Answer.NO, "seat": Seat.NONE},
    }.items():
        make_attendance(meeting, name, email=f"{name}@demo.example", **fields)
    for other in (at(0, 23), at(2)):
        make_attendance(make_meeting(club, starts_at=other), "Bob", email="bob@demo.example")
    cancelled = make_meeting(club, starts_at=at(1), state=MeetingState.CANCELLED)
    make_attendance(cancelled, "Cleo", email="cleo@demo.example")
    assert the_day_comes(times=3) == ["ana@demo.example"]
    assert Attendance.objects.get(email="ana@demo.example").eve_at


def test_who_refuses_invitations_is_left_alone(club):
    meeting = make_meeting(club, starts_at=at(1))
    make_attendance(meeting, "Ana", email="ana@demo.example")
    stop(address="ana@demo.example", club=club, stream="meetings")
    the_day_comes()
    assert [message.state for message in Message.objects.filter(kind="meetings.eve")] == ["refused"]


def test_another_date_has_another_eve(club):
    meeting = make_meeting(club, starts_at=at(1))
    make_attendance(meeting, "Ana", email="ana@demo.example", invited_at=timezone.now())
    the_day_comes()
    actions.update_meeting(meeting=meeting, actor=None, starts_at=at(2), ends_at=at(2, 16))
    assert Attendance.objects.get().eve_at is None
    actions.update_meeting(meeting=meeting, actor=None, starts_at=at(1, 10), ends_at=at(1, 12))
    assert len(the_day_comes(times=2)) == 2


def test_where_with_whom_and_how_to_give_the_place_back(club):
    bethune = make_municipality("62119", "Béthune")
    meeting = make_meeting(club, starts_at=at(1), access_notes="Entrée par la cour.", room="Salle basse", capacity=4)
    ana = make_attendance(
        meeting, "Ana", email="ana@demo.example", leaves_from=bethune, car_places=2, lift_contact="06 01"
    )
    make_attendance(meeting, "Noé", brought_by=ana)
    make_attendance(meeting, "Bob", leaves_from=bethune, wants_lift=True, lift_contact="06 02")
    make_attendance(meeting, "Dan", email="", seat=Seat.WAITING, queued_at=timezone.now())
    the_day_comes()
    message = Message.objects.get(kind="meetings.eve")
    words = message.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "14 h" in message.subject.replace("\u00a0", " ").replace("\u202f", " ")
    for part in ("Salle basse", "Entrée par la cour.", "Avec vous : Noé", "Bob, au départ de Béthune", "06 02",
                 "une personne qui attend", "/reponse/"):  # fmt: skip
        assert part in words
    assert "06 01" not in words


def test_the_same_questions_for_one_person_and_thirty(club):
    def cost(people: int) -> int:
        meeting = make_meeting(club, starts_at=at(1))
        for number in range(people):
            make_attendance(meeting, f"P{number}", email=f"p{meeting.pk}-{number}@demo.example")
        with CaptureQueriesContext(connection) as told:
            actions.every_day(timezone.localdate())
        meeting.delete()
        return len(told)

    assert cost(1) == cost(30)
