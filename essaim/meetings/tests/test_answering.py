"""Seats, the waiting list, guests, links, and what each writes to people."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user

from .. import actions, links, queries
from ..enums import Answer, MeetingState, Seat
from ..models import Attendance
from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return make_meeting(make_club("ici"), capacity=2)


def invited(meeting, name: str) -> Attendance:
    return actions.invite(meeting=meeting, actor=None, name=name, email=f"{name.lower()}@demo.example")


def kinds(address: str) -> list[str]:
    return [
        kind.split(".")[1] for kind in Message.objects.filter(to=address).order_by("pk").values_list("kind", flat=True)
    ]


def test_the_room_fills_then_the_list_empties_by_itself(meeting):
    people = [invited(meeting, name) for name in ("Ana", "Bob", "Cleo", "Dan")]
    answered = [actions.answer(attendance=one, answer="yes") for one in people]
    assert [one.seat for one in answered] == [Seat.HELD, Seat.HELD, Seat.WAITING, Seat.WAITING]
    assert queries.waiting_rank(answered[3]) == 2
    actions.answer(attendance=people[0], answer="no")
    people[2].refresh_from_db()
    assert people[2].seat == Seat.HELD
    assert kinds("cleo@demo.example") == ["invitation", "waiting", "seat_given"]
    assert kinds("dan@demo.example") == ["invitation", "waiting"]


def test_more_seats_go_to_who_waits_and_fewer_are_refused(meeting):
    people = [invited(meeting, name) for name in ("Ana", "Bob", "Cleo")]
    for one in people:
        actions.answer(attendance=one, answer="yes")
    actions.update_meeting(meeting=meeting, actor=None, capacity=3)
    assert Attendance.objects.filter(meeting=meeting, seat=Seat.HELD).count() == 3
    with pytest.raises(Refusal) as refusal:
        actions.update_meeting(meeting=meeting, actor=None, capacity=1)
    assert refusal.value.code == "capacity"


def test_the_same_answer_again_writes_to_nobody(meeting):
    one = invited(meeting, "Ana")
    for _time in range(3):
        actions.answer(attendance=one, answer="yes")
    assert kinds("ana@demo.example") == ["invitation", "confirmation"]


def test_guests_take_seats_and_leave_with_who_brings_them(meeting):
    ana, bob = invited(meeting, "Ana"), invited(meeting, "Bob")
    actions.answer(attendance=ana, answer="yes", guests=["Zoé Legrand"])
    actions.answer(attendance=bob, answer="yes")
    bob.refresh_from_db()
    assert bob.seat == Seat.WAITING
    actions.answer(attendance=ana, answer="no")
    bob.refresh_from_db()
    assert bob.seat == Seat.HELD
    assert not Attendance.objects.filter(name="Zoé Legrand").exists()
    with pytest.raises(Refusal):
        actions.answer(attendance=ana, answer="yes", guests=list("abcd"))


def test_no_answer_once_it_is_cancelled_past_or_before_it_is_announced(meeting):
    one = invited(meeting, "Ana")
    for fields, code in (
        ({"state": MeetingState.CANCELLED}, "cancelled"),
        ({"state": MeetingState.PREPARING}, "not_announced"),
        ({"state": MeetingState.ANNOUNCED, "starts_at": timezone.now() - timedelta(hours=3),
          "ends_at": timezone.now() - timedelta(hours=1)}, "past"),
    ):  # fmt: skip
        type(meeting).objects.filter(pk=meeting.pk).update(**fields)
        with pytest.raises(Refusal) as refusal:
            actions.answer(attendance=one, answer="yes")
        assert refusal.value.code == code


@pytest.mark.parametrize(
    "email", ["prénom@exemple.fr", "a@b.fr\nBcc: x@y.fr", "a@b.fr\r\nSubject: coucou", "personne", "a@b@c.fr", ""]
)
def test_an_address_that_is_none_is_refused_in_words(meeting, email):
    with pytest.raises(Refusal) as refusal:
        actions.invite(meeting=meeting, actor=None, name="Ana", email=email)
    assert refusal.value.code == "not_an_address"
    assert not Attendance.objects.exists()


def test_a_name_carries_no_line_end_into_a_header(meeting):
    one = actions.invite(meeting=meeting, actor=None, name="Ana\r\nBcc: x@y.fr", email="ana@demo.example")
    assert one.name == "Ana Bcc: x@y.fr"
    actions.update_meeting(meeting=meeting, actor=None, title="Locaux\nBcc: x@y.fr")
    assert "\n" not in Message.objects.latest("pk").subject


class TestLink:
    def url(self, meeting, token: str) -> str:
        return reverse("meetings:answer_link", args=[meeting.club.slug, token])

    def test_opening_it_answers_nothing_the_button_does(self, meeting, client):
        one = invited(meeting, "Ana")
        link = re.search(r"http\S+/reponse/\S+", Message.objects.get().text)[0]
        path = link.split("8000", 1)[1]
        assert client.get(path).status_code == 200
        one.refresh_from_db()
        assert one.answer == Answer.NONE
        page = client.post(path, {"answer": "yes", "lift": ""}, follow=True)
        assert "votre place est gardée" in page.text
        one.refresh_from_db()
        assert (one.answer, one.seat) == (Answer.YES, Seat.HELD)

    def test_replayed_it_changes_nothing(self, meeting, client):
        one = invited(meeting, "Ana")
        path = self.url(meeting, links.answer_token(one))
        for _time in range(2):
            assert client.post(path, {"answer": "yes", "lift": ""}).status_code == 302
        assert kinds("ana@demo.example") == ["invitation", "confirmation"]

    def test_bent_or_void_it_says_so(self, meeting, client):
        one = invited(meeting, "Ana")
        other = invited(meeting, "Bob")
        token, signature = links.answer_token(one), links.answer_token(other).split(".")[1]
        for bent in (token[:-2], token.split(".")[0] + "." + signature, "x", links.door_token(one)):
            page = client.get(self.url(meeting, bent))
            assert page.status_code == 409
            assert "Ce lien" in page.text
        actions.uninvite(attendance=one, actor=None)
        assert client.get(self.url(meeting, token)).status_code == 409

    def test_signed_in_as_someone_else_one_is_told(self, meeting):
        user = make_user("ana@demo.example", name="Ana")
        one = invited(meeting, "Ana")
        client = Client()
        client.force_login(make_organiser(meeting.club))
        page = client.post(self.url(meeting, links.answer_token(one)), {"answer": "yes"})
        assert page.status_code == 409
        assert "Ce lien a été envoyé à Ana" in page.text
        client.force_login(user)
        assert client.post(self.url(meeting, links.answer_token(one)), {"answer": "yes", "lift": ""}).status_code == 302

    def test_after_the_meeting_it_no_longer_answers(self, meeting, client):
        one = invited(meeting, "Ana")
        start = timezone.now() - timedelta(hours=5)
        type(meeting).objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))
        path = self.url(meeting, links.answer_token(one))
        assert client.get(path).status_code == 410
        client.post(path, {"answer": "yes", "lift": ""})
        one.refresh_from_db()
        assert one.answer == Answer.NONE


def test_cancelled_after_someone_came_in_is_refused_and_the_arrival_kept(meeting):
    one = make_attendance(meeting, "Ana")
    actions.check_in(attendance=one, actor=None)
    with pytest.raises(Refusal) as refusal:
        actions.cancel(meeting=meeting, actor=None)
    assert refusal.value.code == "checked_in"
    one.refresh_from_db()
    assert one.checked_in_at


def test_an_arrival_sent_twice_counts_once_even_after_it_was_undone(meeting):
    one = make_attendance(meeting, "Ana")
    actions.check_in(attendance=one, actor=None, key="k1")
    first = actions.check_in(attendance=one, actor=None, key="k1").checked_in_at
    assert actions.check_in(attendance=one, actor=None, key="k2").checked_in_at == first
    assert actions.undo_check_in(attendance=one, actor=None, key="k3").checked_in_at is None
    # The telephone finds its network again, and sends the first press once more.
    assert actions.check_in(attendance=one, actor=None, key="k1").checked_in_at is None


def test_the_date_moves_across_the_clock_change_and_everybody_is_told_once(meeting):
    one = invited(meeting, "Ana")
    actions.update_meeting(meeting=meeting, actor=None, room="Grande salle")
    actions.update_meeting(meeting=meeting, actor=None, room="Grande salle")
    meeting.refresh_from_db()
    assert meeting.sequence == 1
    actions.cancel(meeting=meeting, actor=None, reason="La salle est inondée.")
    meeting.refresh_from_db()
    assert meeting.sequence == 2
    assert kinds(one.email) == ["invitation", "changed", "cancelled"]
    assert "La salle est inondée." in Message.objects.latest("pk").text
