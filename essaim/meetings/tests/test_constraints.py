"""What the database refuses, whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.models import Club

from ..enums import Answer, MeetingState, Seat
from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici")


def refused(make, *arguments, **fields) -> bool:
    try:
        with transaction.atomic():
            make(*arguments, **fields)
    except IntegrityError:
        return True
    return False


def test_a_meeting_ends_after_it_begins_and_is_dated_once_announced(club):
    now = timezone.now()
    assert refused(make_meeting, club, starts_at=now, ends_at=now - timedelta(hours=1))
    assert refused(make_meeting, club, starts_at=None, ends_at=None)
    assert make_meeting(club, starts_at=None, ends_at=None, state=MeetingState.PREPARING).pk
    assert refused(make_meeting, club, title="")


def test_a_person_comes_once_whatever_the_case_of_the_address(club):
    meeting = make_meeting(club)
    make_attendance(meeting, "Nadia Benali", email="nadia@demo.example")
    assert refused(make_attendance, meeting, "Nadia B.", email="Nadia@demo.example")
    assert make_attendance(make_meeting(club), "Nadia Benali", email="nadia@demo.example").pk


def test_only_who_comes_has_a_place_and_who_waits_has_a_rank(club):
    meeting = make_meeting(club)
    assert refused(make_attendance, meeting, "Luc", answer=Answer.MAYBE, seat=Seat.HELD)
    assert refused(make_attendance, meeting, "Luc", seat=Seat.WAITING)
    assert make_attendance(meeting, "Luc", seat=Seat.WAITING, queued_at=timezone.now()).pk
