"""The detailed map: groups from afar, places near; nothing at all without the address of a tile server."""

import pytest
from django.http import QueryDict

from essaim.organizations.tests.factories import make_municipality, make_organization, make_place

from .. import points
from .conftest import told

pytestmark = pytest.mark.django_db
AROUND = "2,50,3,51"


def asked(client, **query) -> list[dict]:
    response = client.get("/annuaire/points/", query)
    assert response["Content-Type"] == "application/geo+json"
    return response.json()["features"]


def test_near_one_point_for_each_place(client, brouette, lillers):
    same_door = make_organization("Le Verger")
    make_place(same_door, latitude=50.53, longitude=2.64)
    no_address = make_organization("Sans porte")
    make_place(no_address, lillers)
    told(brouette, same_door, no_address)
    found = {tuple(one["geometry"]["coordinates"]): one["properties"] for one in asked(client, bbox=AROUND, zoom=9)}
    assert {item["name"] for item in found[2.64, 50.53]["items"]} == {"La Brouette partagée", "Le Verger"}
    assert found[2.481, 50.563]["items"][0]["url"] == no_address.get_absolute_url()


def test_from_afar_groups_that_add_up(client, monkeypatch, bethune, lillers):
    lyon = make_municipality("69123", "Lyon", latitude=45.76, longitude=4.84)
    rows = [make_organization(f"Structure {number}") for number in range(9)]
    for number, row in enumerate(rows):
        make_place(row, (bethune, lillers, lyon)[number % 3])
    told(*rows)
    monkeypatch.setattr(points, "MOST_POINTS", 5)
    far = asked(client, bbox="-5,41,10,51", zoom=5)
    assert sorted(one["properties"]["count"] for one in far) == [3, 6]
    near = asked(client, bbox=AROUND, zoom=12)
    assert sorted(one["properties"]["count"] for one in near) == [3, 3]


def test_follows_the_search(client, brouette):
    assert len(asked(client, bbox=AROUND, zoom=9, q="brouette")) == 1
    assert asked(client, bbox=AROUND, zoom=9, famille="mutuelle") == []
    assert asked(client, bbox="4,44,5,45", zoom=9) == []


@pytest.mark.parametrize("query", ["", "bbox=1,2&zoom=3", "bbox=nan,0,1,1&zoom=3", "bbox=3,2,1,0&zoom=3", "zoom=z"])
def test_a_view_that_cannot_be_read_is_the_country(query):
    assert points.read_view(QueryDict(query)) == points.View(points.EVERYWHERE, 5)


def test_page_only_with_a_tile_server(client, settings, brouette):
    settings.ESSAIM_TILE_URL = ""
    page = client.get("/annuaire/", {"vue": "points"}).content.decode()
    assert 'id="points"' not in page
    assert "Carte détaillée" not in page
    settings.ESSAIM_TILE_URL = "https://tuiles.example.org/{z}/{x}/{y}.png"
    assert 'href="/annuaire/?q=brouette&amp;vue=points"' in client.get("/annuaire/", {"q": "brouette"}).content.decode()
    page = client.get("/annuaire/", {"vue": "points", "q": "brouette"}).content.decode()
    assert 'data-tiles="https://tuiles.example.org/{z}/{x}/{y}.png"' in page
    assert 'data-url="/annuaire/points/?q=brouette"' in page
    assert 'data-box="2.6130,50.5090,2.6730,50.5490"' in page
