"""A visitor asks for a place at a meeting that the club shows, and confirms it from their mail."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message

from .. import actions, personal
from ..actions.places import MOST_UNCONFIRMED, ask_place, confirm_place, drop_requests
from ..enums import AttendeeKind, MeetingState, Seat
from ..models import Attendance, Meeting, PlaceRequest
from ..place_links import place_token
from .factories import address, make_attendance, make_meeting, member_of

pytestmark = pytest.mark.django_db
TYPED = {"name": "Lina Courtin", "email": "Lina@demo.example", "comes_from": "La Récolte", "website": ""}


@pytest.fixture
def club():
    return make_club("ici", email="bonjour@demo.example")


@pytest.fixture
def meeting(club) -> Meeting:
    return make_meeting(club, public=True, capacity=2)


def link() -> str:
    text = Message.objects.filter(kind="meetings.please_confirm").latest("pk").text
    return re.search(r"https?://[^/\s]+(/\S+/place/\S+)", text)[1]


def test_from_the_page_to_the_place(club, client, meeting):
    page = client.get(meeting.get_absolute_url()).text
    assert address("ask_place", club, meeting.pk) in page
    there = client.post(address("ask_place", club, meeting.pk), TYPED, follow=True)
    assert "ouvrez le message que nous envoyons" in there.text
    assert not Attendance.objects.exists()
    # A scanner of links opens it: no place is taken. The button takes one, and once.
    for _time in range(2):
        assert "Un clic, et votre place est gardée" in client.get(link()).text
    assert not Attendance.objects.exists()
    for _time in range(2):
        page = client.post(link(), follow=True)
    assert "votre place est gardée" in page.text
    row = Attendance.objects.get()
    assert (row.name, row.email, row.comes_from) == ("Lina Courtin", "lina@demo.example", "La Récolte")
    assert (row.kind, row.seat) == (AttendeeKind.PROSPECT, Seat.HELD)
    assert Message.objects.filter(kind="meetings.confirmation", to="lina@demo.example").count() == 1


def test_a_full_room_has_its_waiting_list(meeting):
    for name in ("Ana", "Bob"):
        make_attendance(meeting, name)
    confirm_place(request=ask_place(meeting=meeting, name="Lina", email="lina@demo.example"))
    assert Attendance.objects.get(name="Lina").seat == Seat.WAITING
    actions.answer(attendance=Attendance.objects.get(name="Ana"), answer="no")
    assert Attendance.objects.get(name="Lina").seat == Seat.HELD


def test_the_same_address_is_not_flooded(meeting):
    for name in ("Lina", "Lina Courtin"):
        ask_place(meeting=meeting, name=name, email="lina@demo.example")
    assert PlaceRequest.objects.get().name == "Lina Courtin"
    assert Message.objects.count() == 1
    PlaceRequest.objects.update(updated_at=timezone.now() - timedelta(minutes=11))
    ask_place(meeting=meeting, name="Lina", email="lina@demo.example")
    assert Message.objects.count() == 2


def test_a_robot_stops(meeting, client, club):
    for number in range(MOST_UNCONFIRMED):
        ask_place(meeting=meeting, name="X", email=f"x{number}@demo.example")
    with pytest.raises(Refusal) as caught:
        ask_place(meeting=meeting, name="X", email="y@demo.example")
    assert caught.value.code == "too_many"
    page = client.post(address("ask_place", club, meeting.pk), TYPED)
    assert "Revenez dans une heure" in page.text
    assert 'value="Lina Courtin"' in page.text
    PlaceRequest.objects.update(updated_at=timezone.now() - timedelta(hours=2))
    client.post(address("ask_place", club, meeting.pk), TYPED | {"website": "https://spam.example"})
    assert not PlaceRequest.objects.filter(email="lina@demo.example").exists()


def test_ones_own_account_needs_no_message(club, client, meeting):
    user = User.objects.create_user("lina@demo.example", name="Lina")
    client.force_login(user)
    page = client.post(address("ask_place", club, meeting.pk), TYPED, follow=True)
    assert "votre place est gardée" in page.text
    assert Attendance.objects.get().user == user


def test_a_member_answers_on_the_page_itself(club, client, meeting):
    client.force_login(member_of(club))
    assert address("ask_place", club, meeting.pk) not in client.get(meeting.get_absolute_url()).text
    assert client.get(address("ask_place", club, meeting.pk)).url == meeting.get_absolute_url()


@pytest.mark.parametrize("fields", [{"public": False}, {"state": MeetingState.CANCELLED}, {"state": MeetingState.HELD}])
def test_only_what_is_shown_and_open(club, client, fields):
    meeting = make_meeting(club, **{"public": True} | fields)
    assert client.get(address("ask_place", club, meeting.pk)).status_code == 404
    with pytest.raises(Refusal):
        ask_place(meeting=meeting, name="Lina", email="lina@demo.example")


@pytest.mark.parametrize("email", ["prénom@exemple.fr", "a@b.fr\r\nBcc: x@y.fr", "personne"])
def test_what_is_no_address(meeting, email):
    with pytest.raises(Refusal) as caught:
        ask_place(meeting=meeting, name="Lina", email=email)
    assert caught.value.field == "email"


def test_bent_links_and_those_of_another_club(club, client, meeting):
    token = place_token(ask_place(meeting=meeting, name="Lina", email="lina@demo.example"))
    for word in (token[:-2] + ("AA" if token[-2:] != "AA" else "BB"), "x", "1.é"):
        assert client.post(address("confirm_place", club, word)).status_code == 410
    assert client.post(address("confirm_place", make_club("autre"), token)).status_code == 410
    assert not Attendance.objects.exists()


def test_too_late(club, client, meeting):
    token = place_token(ask_place(meeting=meeting, name="Lina", email="lina@demo.example"))
    actions.cancel(meeting=meeting, actor=None)
    assert client.post(address("confirm_place", club, token)).status_code == 409
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=2), ends_at=timezone.now() - timedelta(days=1))
    assert client.post(address("confirm_place", club, token)).status_code == 410
    assert drop_requests(timezone.now()) == 1


def test_what_is_not_confirmed_is_dropped_and_an_account_that_closes_takes_its_own(meeting):
    ask_place(meeting=meeting, name="Lina", email="lina@demo.example")
    assert drop_requests(timezone.now()) == 0
    assert drop_requests(timezone.now() + timedelta(days=15)) == 1
    ask_place(meeting=meeting, name="Lina", email="lina@demo.example")
    personal.forget(User.objects.create_user("lina@demo.example", name="Lina"))
    assert not PlaceRequest.objects.exists()
