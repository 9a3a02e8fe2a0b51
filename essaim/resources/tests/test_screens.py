"""Screens: from the catalogue to a booking and its answer, in words; what is refused keeps what was typed."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.resources import actions
from essaim.resources.models import Booking, Resource
from tests.helpers.queries import assert_same_queries

from .factories import FREE, book, in_days, make_resource

pytestmark = pytest.mark.django_db
SHARE = {"audience": "members", "terms": "share", "per_hour": 500}


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici")


def a_member(club, name, address):
    organization = make_member(club, make_organization(name))
    return make_representation(organization, make_user(address, name=f"Personne {name}"))


@pytest.fixture
def halle(club):
    return a_member(club, "La Halle", "halle@example.org")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos", "velos@example.org")


@pytest.fixture
def van(club, halle):
    return make_resource(
        club, halle.organization, kind="vehicle", name="Fourgon", conditions=[SHARE], needs_approval=True
    )


def url(name, *arguments):
    return reverse(f"resources:{name}", args=["ici", *arguments])


def typed(day, **more):
    return {"day": day.isoformat(), "starts": "09:00", "ends": "11:00", "last": "", "purpose": "", "repeat": "",
            "until": "", "exceptions": "", **more}  # fmt: skip


def test_the_price_is_read_before_it_is_booked(client, van, velos, halle):
    client.force_login(velos.user)
    form = typed(in_days(), borrower=velos.organization.pk, purpose="Livrer des vélos")
    page = client.post(url("book", van.pk), {**form, "verb": "book"})  # without having read the price
    assert not Booking.objects.exists()
    look = page.context["look"]
    assert "10" in look.price
    page = client.post(url("book", van.pk), {**form, "ends": "12:00", "verb": "book", "seen": look.mark})
    assert not Booking.objects.exists()  # it was changed meanwhile: the new price is read first
    page = client.post(url("book", van.pk), {**form, "verb": "book", "seen": look.mark}, follow=True)
    row = Booking.objects.get()
    assert (row.state, row.cents, row.person) == ("requested", 1000, velos.user)
    [message] = Message.objects.filter(kind="resources.requested")
    assert message.to == "halle@example.org"
    assert "Livrer des vélos" in message.text
    client.force_login(halle.user)
    assert "Fourgon" in client.get(reverse("day:index", args=["ici"])).content.decode()
    client.post(url("answer", row.pk), {"verb": "approve", "word": "Plein fait."})
    row.refresh_from_db()
    assert (row.state, row.word, row.answered_by) == ("approved", "Plein fait.", halle.user)
    assert Message.objects.get(kind="resources.approved").to == "velos@example.org"


def test_taken_is_said_and_the_list_proposed(client, van, velos):
    book(van, actions.Borrower(van.owner))
    client.force_login(velos.user)
    form = typed(in_days(), borrower=velos.organization.pk, purpose="Livrer")
    page = client.post(url("book", van.pk), {**form, "verb": "look"})
    assert page.context["look"].waits
    assert 'value="Livrer"' in page.content.decode()
    client.post(url("book", van.pk), {**form, "verb": "wait", "seen": page.context["look"].mark})
    assert Booking.objects.get(borrower=velos.organization).state == "waiting"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ends": "08:00"}, "La fin vient avant le début"),
        ({"day": "2020-01-06"}, "passé"),
        ({"starts": "02:30", "day": "2027-03-28", "ends": "04:00"}, "02:30"),
        ({"starts": "09:07"}, "quart"),
        ({"repeat": "FREQ=WEEKLY"}, "Une répétition a une fin"),
        ({"exceptions": "demain"}, "24/12/2026"),
        ({"repeat": "FREQ=DAILY", "until": "2027-06-30"}, "104"),
    ],
)
def test_what_cannot_be_is_said_beside_what_was_typed(client, van, velos, change, words):
    client.force_login(velos.user)
    form = {**typed(in_days(), borrower=velos.organization.pk, purpose="Livrer"), **change}
    page = client.post(url("book", van.pk), {**form, "verb": "look"}).content.decode()
    assert words in page
    assert 'value="Livrer"' in page
    assert not Booking.objects.exists()


def test_a_quantity_of_zero(client, club, halle, velos):
    chairs = make_resource(club, halle.organization, quantity=50)
    client.force_login(velos.user)
    form = typed(in_days(), borrower=velos.organization.pk, quantity="0", verb="look")
    assert "Au moins un" in client.post(url("book", chairs.pk), form).content.decode()


def test_another_clubs_means_is_not_found(client, van, velos):
    other = a_member(make_club("ailleurs"), "Ailleurs", "ailleurs@example.org")
    client.force_login(other.user)
    for name in ("resource", "book"):
        assert client.get(url(name, van.pk)).status_code == 404
        assert client.get(reverse(f"resources:{name}", args=["ailleurs", van.pk])).status_code == 404


def test_a_series_says_which_days_are_taken(client, van, velos):
    day = in_days()
    book(van, actions.Borrower(van.owner), day)
    client.force_login(velos.user)
    until = day.replace(day=day.day).fromordinal(day.toordinal() + 21).isoformat()
    form = typed(day, borrower=velos.organization.pk, repeat="FREQ=WEEKLY", until=until)
    look = client.post(url("book", van.pk), {**form, "verb": "look"}).context["look"]
    assert (len(look.times), len(look.taken), look.waits) == (4, 1, False)
    page = client.post(url("book", van.pk), {**form, "verb": "book", "seen": look.mark})
    assert "Dates en cause" in page.content.decode()
    client.post(url("book", van.pk), {**form, "verb": "book", "seen": look.mark, "skip_taken": "on"})
    assert Booking.objects.filter(borrower=velos.organization).count() == 3


def test_a_means_is_added_in_a_short_form(client, club, halle):
    client.force_login(halle.user)
    form = {
        "owner": halle.organization.pk, "kind": "vehicle", "name": "Fourgon", "quantity": "1", "step": "half_day",
        "terms": "share", "per_day": "35,50", "open_days": ["0", "1"], "opens": "08:00", "closes": "18:00",
        "partners": "same", "notice": "1440", "verb": "publish",
    }  # fmt: skip
    page = client.post(url("add"), {**form, "per_day": ""})
    assert "Une participation a un prix" in page.content.decode()
    client.post(url("add"), form)
    row = Resource.objects.get()
    assert (row.state, row.notice, row.needs_approval) == ("published", 1440, False)
    assert sorted(row.conditions.values_list("audience", "per_day")) == [("members", 3550), ("partners", 3550)]
    assert row.opening_hours.count() == 2
    page = client.get(url("edit", row.pk)).content.decode()
    assert 'value="35,50"' in page.replace("35,5&quot;", "35,50") or "35,5" in page


def test_only_those_concerned_see_a_booking(client, club, van, velos):
    row = book(van, actions.Borrower(velos.organization))
    stranger = a_member(club, "Tiers", "tiers@example.org")
    client.force_login(stranger.user)
    assert client.get(url("booking", row.pk)).status_code == 404
    page = client.get(url("resource", van.pk), {"jour": in_days().isoformat()}).content.decode()
    assert "Les Vélos" in page  # members see who has it


@pytest.mark.parametrize("name", ["index", "everything"])
def test_as_many_queries_for_thirty(client, club, velos, name):
    client.force_login(velos.user)

    def make(count):
        for number in range(count):
            owner = make_member(club, make_organization(f"Prêteuse {number}"))
            book(make_resource(club, owner, name=f"Moyen {number}"), actions.Borrower(owner), in_days(7 + number))

    assert_same_queries(client, url(name), make)


def test_as_many_queries_for_thirty_bookings(client, club, velos):
    client.force_login(velos.user)
    room = make_resource(club, conditions=[FREE])

    def make(count):
        for _number in range(count):
            book(room, actions.Borrower(velos.organization), in_days(7 * Booking.objects.count() + 7))

    assert_same_queries(client, url("bookings"), make)
