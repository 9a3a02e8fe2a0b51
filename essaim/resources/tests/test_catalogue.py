"""The catalogue: what is near enough, and what has no place."""

from datetime import date

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club
from essaim.organizations.tests.factories import make_municipality
from essaim.resources import words
from essaim.resources.queries import Wanted, catalogue

from .factories import borrower_in, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def bethune():
    return make_municipality("62119", "Béthune", latitude=50.53, longitude=2.64)


@pytest.fixture
def means(club, bethune):
    """A room there, a van 8 km away, a marquee 26 km away, hours of work and a trailer that are nowhere."""
    bruay = make_municipality("62178", "Bruay-la-Buissière", latitude=50.48, longitude=2.55)
    arras = make_municipality("62041", "Arras", latitude=50.29, longitude=2.78)
    return {
        name: make_resource(club, name=name, kind=kind, municipality=place)
        for name, kind, place in (
            ("Salle", "room", bethune), ("Fourgon", "vehicle", bruay), ("Barnum", "equipment", arras),
            ("Comptabilité", "skill", None), ("Remorque", "equipment", None),
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("distance", "names"),
    [
        (None, ["Salle", "Fourgon", "Barnum", "Comptabilité", "Remorque"]),
        (5, ["Salle", "Comptabilité"]),
        (10, ["Salle", "Fourgon", "Comptabilité"]),
        (40, ["Salle", "Fourgon", "Barnum", "Comptabilité"]),
    ],
)
def test_within_a_distance(club, bethune, means, distance, names):
    assert [row.resource.name for row in catalogue(club, Wanted(near=bethune, within_km=distance))] == names


def test_on_the_screen(client, club, means):
    client.force_login(borrower_in(club).organization.representations.get().user)
    index = reverse("resources:index", args=["ici"])
    page = client.get(index, {"lieu": "Béthune", "rayon": "10"}).content.decode()
    assert "Fourgon" in page
    assert "Barnum" not in page
    page = client.get(index, {"rayon": "10"}).content.decode()
    assert "donnez une commune" in page
    assert "Barnum" in page
    assert client.get(index, {"lieu": "Béthune", "rayon": "n'importe"}).status_code == 200


@pytest.mark.parametrize(
    ("typed", "names", "partly"),
    [
        ("fourg", ["Fourgon"], False),
        ("des barnums", ["Barnum"], False),
        ("Qui peut nous prêter un fourgon samedi ?", ["Fourgon"], True),
        ("accordéon diatonique", [], False),
        ("", ["Barnum", "Comptabilité", "Fourgon", "Remorque", "Salle"], False),
        ("?", ["Barnum", "Comptabilité", "Fourgon", "Remorque", "Salle"], False),
    ],
)
def test_words_or_a_whole_question(club, means, typed, names, partly):
    found = catalogue(club, Wanted(words=typed))
    assert [row.resource.name for row in found] == names
    assert any(row.partly for row in found) is partly


def test_what_comes_near_is_said_to(client, club, means):
    client.force_login(borrower_in(club).organization.representations.get().user)
    index = reverse("resources:index", args=["ici"])
    assert "voici ce qui s’en approche" in client.get(index, {"q": "prêter un fourgon samedi"}).content.decode()
    assert "voici ce qui s’en approche" not in client.get(index, {"q": "fourgon"}).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "Du 23 au 29 novembre"),
        (date(2026, 11, 30), date(2026, 12, 6), "Du 30 novembre au 6 décembre"),
        (date(2027, 2, 1), date(2027, 2, 7), "Du 1er au 7 février"),
        (date(2025, 12, 29), date(2026, 1, 4), "Du 29 décembre au 4 janvier"),
    ],
)
def test_a_week_in_words(first, last, said):
    assert words.days(first, last) == said
