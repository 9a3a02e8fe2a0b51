"""What the database refuses about polls, speakers and documents, whoever writes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club

from ..models import DatePoll, PollAnswer, PollOption, PollVoter, Speaker, Talk
from .factories import make_meeting
from .test_constraints import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll() -> DatePoll:
    meeting = make_meeting(make_club(), state="preparing", starts_at=None, ends_at=None)
    return DatePoll.objects.create(club=meeting.club, meeting=meeting, closes_at=timezone.now() + timedelta(days=5))


def option(poll, days=20, minutes=90):
    start = timezone.now().replace(microsecond=0) + timedelta(days=days)
    return PollOption.objects.create(
        club=poll.club, poll=poll, starts_at=start, ends_at=start + timedelta(minutes=minutes)
    )


def test_a_date_is_proposed_once_and_ends_after_it_begins(poll):
    first = option(poll)
    same = {"club": poll.club, "poll": poll, "starts_at": first.starts_at, "ends_at": first.ends_at}
    assert refused(PollOption.objects.create, **same)
    assert refused(option, poll, days=30, minutes=0)


def test_a_person_is_asked_once_and_answers_each_date_once(poll):
    voter = PollVoter.objects.create(club=poll.club, poll=poll, name="Luc", email="luc@demo.example")
    assert refused(PollVoter.objects.create, club=poll.club, poll=poll, email="Luc@demo.example")
    assert PollVoter.objects.create(club=poll.club, poll=poll, name="Sans adresse").pk
    answer = {"club": poll.club, "option": option(poll), "voter": voter}
    assert PollAnswer.objects.create(**answer, choice="maybe").pk
    assert refused(PollAnswer.objects.create, **answer, choice="yes")
    assert refused(PollAnswer.objects.create, **answer | {"option": option(poll, 30)}, choice="often")


def test_an_open_poll_has_chosen_nothing(poll):
    rows = DatePoll.objects.filter(pk=poll.pk)
    date = option(poll)
    assert refused(rows.update, chosen=date)
    assert rows.update(chosen=date, closed_at=timezone.now()) == 1


def test_a_speaker_is_one_by_address_and_speaks_once_at_a_meeting(poll):
    speaker = Speaker.objects.create(club=poll.club, name="Inès Roussel", email="ines@demo.example")
    assert refused(Speaker.objects.create, club=poll.club, name="I. Roussel", email="INES@demo.example")
    assert Speaker.objects.create(club=make_club(), name="Inès Roussel", email="ines@demo.example").pk
    talk = {"club": poll.club, "meeting": poll.meeting, "speaker": speaker}
    assert refused(Talk.objects.create, **talk, subject="")
    assert Talk.objects.create(**talk, subject="Les fondations").pk
    assert refused(Talk.objects.create, **talk, subject="Les fonds européens")


def test_a_forgotten_speaker_keeps_no_way_to_be_reached(poll):
    speaker = Speaker.objects.create(club=poll.club, name="Inès Roussel", phone="03 21 00 00 00")
    rows = Speaker.objects.filter(pk=speaker.pk)
    assert refused(rows.update, forgotten_at=timezone.now())
    assert rows.update(forgotten_at=timezone.now(), phone="") == 1
