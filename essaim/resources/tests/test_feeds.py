"""Calendars of a means, of an owner, of a borrower: who reads them, until their secret changes."""

import pytest
from django.urls import reverse
from icalendar import Calendar

from essaim.clubs.tests.factories import make_club
from essaim.organizations.tests.factories import make_user
from essaim.resources import actions, feeds

from .factories import asked, book, borrower_in, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_resource(make_club(), address="5 rue du Canal")


@pytest.fixture
def velos(room):
    return borrower_in(room.club)


def address(name, room, kind, pk, version=0):
    return reverse(f"resources:{name}", args=[room.club.slug, feeds.secret_of(kind, pk, room.club, version)])


def events(response) -> list:
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_each_feed_says_its_own(client, room, velos):
    row = book(room, velos, purpose="Une réunion")
    book(room, actions.Borrower(room.owner), None, 14, 16)
    [mine] = events(client.get(address("feed_borrower", room, feeds.BORROWER, velos.organization.pk)))
    assert (mine["SUMMARY"], mine["LOCATION"]) == ("Grande salle · La Halle aux idées", "5 rue du Canal")
    assert (mine["DTSTART"].dt, mine["DTEND"].dt) == (row.starts_at, row.ends_at)
    assert mine["STATUS"] == "CONFIRMED"
    for name, kind, pk in (("feed_owner", feeds.OWNER, room.owner_id), ("feed_resource", feeds.ITEM, room.pk)):
        assert [one["SUMMARY"] for one in events(client.get(address(name, room, kind, pk)))] == [
            "Grande salle · Les Vélos du Canal", "Grande salle · La Halle aux idées"
        ]  # fmt: skip


def test_one_event_through_every_change(client, room, velos):
    row = book(room, velos)
    url = address("feed_resource", room, feeds.ITEM, room.pk)
    first = client.get(url)
    [before] = events(first)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    actions.change(booking=row, actor=None, asked=asked(None, 10, 12))
    [after] = events(client.get(url))
    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], before["SEQUENCE"] + 1)
    actions.cancel(booking=row, actor=None)
    assert events(client.get(url)) == []


def test_a_secret_that_was_changed_or_bent_gives_nothing(client, room, velos):
    owner, item = (
        address("feed_owner", room, feeds.OWNER, room.owner_id),
        address("feed_resource", room, feeds.ITEM, room.pk),
    )
    actions.change_feed_secrets(club=room.club, organizations=[room.owner], user=make_user())
    for url in (owner, item, item.replace(".ics", "a.ics"), owner.replace("prets", "emprunts")):
        assert client.get(url).status_code == 404
    assert client.get(address("feed_owner", room, feeds.OWNER, room.owner_id, 1)).status_code == 200
    elsewhere = make_club("ailleurs")
    secret = feeds.secret_of(feeds.ITEM, room.pk, elsewhere, 1)
    assert client.get(reverse("resources:feed_resource", args=["ailleurs", secret])).status_code == 404
