"""The addresses that calendars follow: whose they are, what they give, how they are changed."""

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.clubs.tests.factories import make_club, make_member
from essaim.organizations.tests.factories import make_representation, make_user

from .. import actions, feeds
from ..enums import Answer, Seat
from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def member(club):
    user = make_user("lea@demo.example", name="Léa")
    make_representation(make_member(club), user)
    return user


def personal(user) -> str:
    return reverse("meeting_calendars:personal", args=[feeds.secret_of(user)])


def of_club(club, user) -> str:
    return reverse("meetings:member_feed", args=[club.slug, feeds.secret_of(user)])


def titles(response) -> set[str]:
    text = response.content.decode().replace("\r\n ", "")
    return {line.split(":", 1)[1] for line in text.split("\r\n") if line.startswith("SUMMARY")}


def test_each_feed_gives_what_it_says(client, club, member):
    other = make_club("la", short_name="Là-bas")
    make_representation(make_member(other), member)
    make_meeting(club, title="Ouverte", public=True)
    declined = make_meeting(club, title="Refusée")
    make_attendance(declined, "Léa", user=member, answer=Answer.NO, seat=Seat.NONE)
    make_meeting(other, title="Chez les voisins")
    make_meeting(make_club("loin"), title="Ailleurs")
    make_meeting(club, title="En préparation", state="preparing")
    assert titles(client.get(reverse("meetings:public_feed", args=["ici"]))) == {"Ouverte"}
    assert titles(client.get(of_club(club, member))) == {"Ouverte", "Refusée"}
    assert titles(client.get(personal(member))) == {f"{club.short_name} · Ouverte", "Là-bas · Chez les voisins"}


def test_a_secret_that_was_changed_or_bent_gives_nothing(client, club, member):
    before = personal(member), of_club(club, member)
    client.force_login(member)
    client.post(reverse("meetings:change_secret", args=["ici"]))
    client.logout()
    assert [client.get(url).status_code for url in before] == [404, 404]
    assert client.get(personal(member)).status_code == 200
    bent = feeds.secret_of(member)[:-2] + "xx"
    for secret in (bent, "x", "1-0-x", feeds.secret_of(make_user())[:4] + feeds.secret_of(member)[4:]):
        assert client.get(reverse("meeting_calendars:personal", args=[secret])).status_code == 404


def test_who_left_the_club_or_closed_the_account_gets_nothing(client, club, member):
    url = of_club(club, member)
    assert client.get(url).status_code == 200
    Membership.objects.filter(club=club).update(state=MembershipState.LEFT)
    assert client.get(url).status_code == 404
    member.is_active = False
    member.save()
    assert client.get(personal(member)).status_code == 404


def test_a_calendar_that_has_it_already_is_told_so(client, club, member):
    meeting = make_meeting(club, public=True)
    url = reverse("meetings:public_feed", args=["ici"])
    first = client.get(url)
    assert first["Cache-Control"] == "public, max-age=3600"
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Last-Modified"]
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    actions.update_meeting(meeting=meeting, actor=None, room="Atelier")
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(personal(member))["Cache-Control"].startswith("private")


def test_the_page_gives_an_address_for_each_kind_of_calendar(client, club, member):
    client.force_login(member)
    page = client.get(reverse("meetings:subscribe", args=["ici"])).text
    secret = feeds.secret_of(member)
    assert f"webcal://127.0.0.1:8000/agenda/{secret}.ics" in page
    assert "calendar.google.com/calendar/r?cid=webcal%3A%2F%2F" in page
    assert "outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2F" in page


def test_nothing_is_written_by_reading(client, club, member):
    make_meeting(club)
    before = timezone.now()
    client.get(personal(member))
    assert not member._meta.model.objects.filter(updated_at__gt=before).exists()
