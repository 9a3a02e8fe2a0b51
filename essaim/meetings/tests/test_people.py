"""Who comes, on the screens: the organiser's list, shared cars, « Ma journée », reminders, an account that closes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_representation, make_user
from tests.helpers.queries import assert_same_queries

from .. import actions, personal, queries
from ..enums import Answer, MeetingState, Seat
from ..models import Attendance
from .factories import address, make_attendance, make_meeting, member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Club:
    return make_club("ici", email="bonjour@demo.example")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club)
    client.force_login(user)
    return user


class TestAttendance:
    def test_somebody_is_added_by_hand(self, club, organiser, client):
        meeting = make_meeting(club)
        url = address("attendances", club, meeting.pk)
        client.post(url, {"name": "Ana", "email": "", "kind": "prospect", "answer": "yes"})
        assert Attendance.objects.get().seat == Seat.HELD
        page = client.post(url, {"name": "Bob", "email": "", "kind": "prospect", "answer": "none"})
        assert "Il faut une adresse" in page.text
        client.post(url, {"name": "Bob", "email": "bob@demo.example", "kind": "prospect", "answer": "none"})
        assert Message.objects.get().kind == "meetings.invitation"

    @pytest.mark.parametrize("email", ["prénom@exemple.fr", "a@b.fr\r\nBcc: x@y.fr", "personne"])
    def test_an_address_that_is_none_is_told(self, club, organiser, client, email):
        meeting = make_meeting(club)
        page = client.post(
            address("attendances", club, meeting.pk), {"name": "Ana", "email": email, "kind": "member", "answer": "yes"}
        )
        assert page.context["form"].errors["email"]
        assert not Attendance.objects.exists()

    def test_the_list_runs_no_formula(self, club, organiser, client):
        meeting = make_meeting(club)
        make_attendance(meeting, "=HYPERLINK(1)", needs="@SUM(A1)", email="ana@demo.example")
        text = client.get(address("export", club, meeting.pk)).content.decode("utf-8-sig")
        assert "'=HYPERLINK(1)" in text
        assert "'@SUM(A1)" in text

    def test_the_same_questions_for_one_person_and_thirty(self, club, organiser, client):
        meeting = make_meeting(club)

        def more(count):
            for _one in range(count):
                made = Attendance.objects.count()
                make_attendance(meeting, f"P{made}", email=f"p{made}@demo.example", organization=make_member(club))

        assert assert_same_queries(client, address("attendances", club, meeting.pk), more) <= 16

    def test_the_list_of_meetings_asks_the_same_whatever_it_shows(self, club, organiser, client):
        def more(count):
            for rank in range(count):
                make_meeting(club, title=f"À venir {rank}")
                held = timezone.now() - timedelta(days=30 + rank)
                make_meeting(club, title=f"Passée {rank}", starts_at=held, state=MeetingState.HELD)

        assert assert_same_queries(client, address("index", club), more) <= 14


class TestJourney:
    """Shared cars."""

    def coming(self, meeting, name, commune, **fields):
        values = {"leaves_from": commune, "lift_contact": f"{name} 06"} | fields
        return make_attendance(meeting, name, email=f"{name.lower()}@demo.example", **values)

    def test_near_communes_see_one_another_when_both_agreed(self, club):
        meeting = make_meeting(club)
        bethune = make_municipality("62119", "Béthune")
        beuvry = make_municipality("62126", "Beuvry", latitude=50.517, longitude=2.685)
        far = make_municipality("62041", "Arras", latitude=50.291, longitude=2.777)
        driver = self.coming(meeting, "Ana", bethune, car_places=3)
        near = self.coming(meeting, "Bob", beuvry, wants_lift=True)
        self.coming(meeting, "Cleo", far, wants_lift=True)
        self.coming(meeting, "Dan", bethune, wants_lift=True, lift_contact="")
        self.coming(make_meeting(club), "Eve", bethune, wants_lift=True)
        assert [(match.attendance.name, match.away) for match in queries.lifts_for(driver)] == [("Bob", 3)]
        assert [match.attendance.name for match in queries.lifts_for(near)] == ["Ana"]

    def test_who_no_longer_comes_is_no_longer_shown(self, club):
        meeting = make_meeting(club)
        bethune = make_municipality("62119", "Béthune")
        driver = self.coming(meeting, "Ana", bethune, car_places=3)
        other = self.coming(meeting, "Bob", bethune, wants_lift=True)
        actions.answer(attendance=other, answer="no")
        other.refresh_from_db()
        assert (other.lift_contact, other.wants_lift, other.leaves_from) == ("", False, None)
        assert queries.lifts_for(driver) == []


class TestDay:
    def test_what_waits_and_one_press_answers(self, club, client):
        user = member_of(club)
        client.force_login(user)
        meeting = make_meeting(club)
        make_meeting(club, title="Encore en préparation", state=MeetingState.PREPARING)
        page = client.get(reverse("day:index", args=[club.slug])).text
        assert "Répondez pour la rencontre du" in page
        assert "Encore en préparation" not in page
        client.post(address("answer", club, meeting.pk), {"answer": "yes"})
        row = Attendance.objects.get()
        assert (row.user, row.seat, row.organization.name) == (user, Seat.HELD, f"Structure de {user.name}")
        page = client.get(reverse("day:index", args=[club.slug])).text
        assert "Répondez pour la rencontre" not in page
        assert "Votre place est gardée" in page

    def test_an_answer_by_the_link_counts_for_who_signs_in_later(self, club, client):
        meeting = make_meeting(club)
        row = actions.invite(meeting=meeting, actor=None, name="Léa", email="lea@demo.example")
        actions.answer(attendance=row, answer="yes")
        user = make_user("lea@demo.example", name="Léa")
        make_representation(make_member(club), user)
        client.force_login(user)
        assert "place est gardée" in client.get(meeting.get_absolute_url()).text
        client.post(address("answer", club, meeting.pk), {"answer": "no"})
        assert Attendance.objects.get().answer == Answer.NO


class TestReminders:
    def test_those_who_did_not_answer_once_a_week_before(self, club):
        meeting = make_meeting(club, starts_at=timezone.now() + timedelta(days=5))
        early = timezone.now() - timedelta(days=10)
        for name, fields in {
            "muet": {"answer": Answer.NONE, "seat": Seat.NONE},
            "peut-etre": {"answer": Answer.MAYBE, "seat": Seat.NONE},
            "oui": {},
            "non": {"answer": Answer.NO, "seat": Seat.NONE},
            "neuf": {"answer": Answer.NONE, "seat": Seat.NONE, "invited_at": timezone.now()},
        }.items():
            make_attendance(meeting, name, email=f"{name}@demo.example", **({"invited_at": early} | fields))
        for _day in range(3):
            actions.every_day(timezone.localdate())
        reminded = Message.objects.filter(kind="meetings.reminder").values_list("to", "stream")
        assert sorted(reminded) == [("muet@demo.example", "meetings"), ("peut-etre@demo.example", "meetings")]

    def test_what_took_place_is_noted(self, club):
        meeting = make_meeting(club, starts_at=timezone.now() - timedelta(days=1))
        actions.every_day(timezone.localdate())
        meeting.refresh_from_db()
        assert meeting.state == MeetingState.HELD


def test_the_account_closed_leaves_counts_and_no_name(club):
    user = member_of(club)
    past = make_meeting(club, state=MeetingState.HELD, starts_at=timezone.now() - timedelta(days=30))
    row = make_attendance(past, user.name, user=user, email=user.email, needs="Fauteuil", checked_in_at=timezone.now())
    coming = make_meeting(club, capacity=1)
    make_attendance(coming, user.name, user=user, email=user.email)
    bob = make_attendance(
        coming, "Bob", email="bob@demo.example", seat=Seat.WAITING, queued_at=timezone.now(), invited_at=timezone.now()
    )
    assert {one["meeting"] for one in personal.data_of(user)} == {past.title, coming.title}
    personal.forget(user)
    row.refresh_from_db()
    assert (row.user, row.email, row.needs, row.name) == (None, "", "", "–")
    assert row.checked_in_at
    bob.refresh_from_db()
    assert bob.seat == Seat.HELD
    assert [message.to for message in Message.objects.all()] == ["bob@demo.example"]
    assert personal.data_of(user) == []
