"""What the year avoided spending: how it is counted, who reads it, who says the prices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.lending.actions import ledger
from essaim.lending.actions import value as actions
from essaim.lending.models import Entry, KindPrice, ReferencePrice
from essaim.lending.queries import value as queries
from tests.helpers.queries import assert_same_queries

from .factories import a_day, a_member, helped, make_van, user_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(name, club, *arguments):
    return reverse(f"lending:{name}", args=[club.slug, *arguments])


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\xa0", " ").split())


def test_price_of_hire_less_what_was_paid(club, van, brouette, velos):
    a_day(van, brouette, cents=2_750)  # worth 80 €
    helped(velos, brouette, minutes=120, owed=True)  # 50 € of work, owed in hours: nothing is saved
    helped(brouette, velos, minutes=60)  # 25 €, given
    wrong = helped(brouette, velos, minutes=600)
    ledger.undo(entry=wrong, actor=None, reason="Une heure, pas dix")
    found = queries.year_of(club, Entry.objects.first().day.year)
    assert {line.kind: (line.count, line.saved) for line in found.lines} == {"vehicle": (1, 5_250), "skill": (2, 2_500)}
    assert (found.total.saved, found.total.count, found.structures) == (7_750, 3, 2)
    assert queries.year_of(club, 2001).lines == []


def test_prices_are_those_of_the_day(club, brouette, velos):
    van = make_van(club, velos)
    a_day(van, brouette, cents=0)
    organiser = make_organiser(club)
    actions.set_prices(
        club=club, actor=organiser, prices={"vehicle": 9_000, "skill": None, "room": 12_000}, public=False
    )
    assert dict(KindPrice.objects.values_list("kind", "cents")) == {"vehicle": 9_000}
    a_day(make_van(club, velos), brouette, cents=0)
    third = make_van(club, velos)
    actions.say_prices(club=club, owner=velos, actor=user_of(velos), prices={third: 7_000, van: None})
    actions.say_prices(club=club, owner=velos, actor=user_of(velos), prices={third: 7_500})
    a_day(third, brouette, cents=0)
    assert list(Entry.objects.order_by("pk").values_list("worth", flat=True)) == [8_000, 9_000, 7_500]
    actions.say_prices(club=club, owner=velos, actor=user_of(velos), prices={third: None})
    assert not ReferencePrice.objects.exists()


def test_for_the_organiser_and_public_when_the_club_says_so(client, club, brouette, velos):
    helped(brouette, velos, minutes=240)
    year = str(TODAY().year if (TODAY() - timedelta(days=3)).year == TODAY().year else TODAY().year - 1)
    client.force_login(user_of(brouette))
    assert client.get(url("year", club)).status_code == 404
    client.force_login(make_organiser(club))
    page = text_of(client.get(url("year", club), {"annee": year}))
    assert f"les membres ont évité de dépenser 100 € en {year}" in page
    assert "Huit heures font une journée" in page
    assert client.get(url("year", club), {"annee": "1999"}).status_code == 404
    pdf = client.get(url("year_file", club, "pdf"), {"annee": year})
    assert pdf.content.startswith(b"%PDF-")
    form = {"vehicle": "95", "skill": "30", "room": "", "public": "on"}
    assert client.post(url("prices", club), {**form, "skill": "cher"}).status_code == 200
    assert not KindPrice.objects.exists()
    client.post(url("prices", club), form)
    assert dict(KindPrice.objects.values_list("kind", "cents")) == {"vehicle": 9_500, "skill": 3_000}
    assert 'value="95"' in text_of(client.get(url("prices", club)))
    client.logout()
    page = text_of(client.get(url("year", club), {"annee": year}))
    assert "100 €" in page
    assert "Brouette" not in page


def test_an_owner_says_what_its_means_is_worth(client, club, van, velos, brouette):
    client.force_login(user_of(velos))
    page = text_of(client.get(url("references", club)))
    assert "vide : 80 €" in page
    client.post(url("references", club), {f"means_{van.pk}": "65,50"})
    assert ReferencePrice.objects.get().cents == 6_550
    assert 'value="65,50"' in text_of(client.get(url("references", club)))
    client.force_login(user_of(brouette))
    assert "Vous ne prêtez rien encore" in text_of(client.get(url("references", club)))


def test_the_year_costs_the_same(client, club, brouette):
    client.force_login(make_organiser(club))
    others = iter([a_member(club, f"Voisine {number}") for number in range(30)])
    assert_same_queries(
        client, url("year", club),
        lambda count: [helped(brouette, next(others), day=TODAY()) for _ in range(count)],
    )  # fmt: skip
