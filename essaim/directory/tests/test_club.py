"""The directory of a club: its territory and its members; who may know them."""

import pytest

from essaim.clubs.enums import Visibility
from essaim.clubs.models import Club
from essaim.organizations.tests.factories import (
    make_municipality,
    make_organization,
    make_place,
    make_representation,
    make_user,
)

from .conftest import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere(db):
    """An organization of another territory."""
    row = make_organization("Le Panier d’ailleurs")
    make_place(row, make_municipality("80021", "Amiens", intermunicipality=None, latitude=49.89, longitude=2.29))
    told(row)
    return row


@pytest.fixture
def closed(club) -> Club:
    club.directory_visibility = Visibility.MEMBERS
    club.save()
    return club


def page(client, path="/ici/annuaire/", **query) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_holds_the_territory(client, club, brouette, elsewhere):
    assert "La Brouette partagée" in page(client)
    assert "Le Panier d’ailleurs" not in page(client)
    assert "Le Panier d’ailleurs" in page(client, "/annuaire/")


def test_members_facet(client, club, brouette, join):
    join(brouette, club)
    told(brouette)
    found = page(client, membre="oui")
    assert "La Brouette partagée" in found
    assert '<span class="tag">Membre du club</span>' in found
    assert "La Brouette partagée" not in page(client, membre="non")


def test_a_visitor_of_a_closed_list_gets_a_sentence_and_the_sign_in_link(client, closed, brouette, join):
    join(brouette, closed)
    told(brouette)
    found = page(client, membre="non")
    assert "Ce club garde la liste de ses membres pour ses membres" in found
    assert "/compte/login/?next=/ici/annuaire/" in found
    assert "La Brouette partagée" in found  # the filter is left aside
    assert 'name="membre"' not in found
    assert "Membre du club" not in found


def test_a_member_sees_the_closed_list(client, closed, brouette, join):
    join(brouette, closed)
    told(brouette)
    user = make_user()
    make_representation(brouette, user)
    client.force_login(user)
    found = page(client, membre="oui")
    assert 'name="membre"' in found
    assert "Membre du club</span>" in found


def test_the_installation_does_not_tell_what_a_club_keeps(client, closed, brouette, join):
    join(brouette, closed)
    told(brouette)
    found = page(client, "/annuaire/", membre="non")
    assert "La Brouette partagée" in found
    assert 'name="membre"' not in found
    assert "Membre d’un club" not in found


def test_the_menu_says_where_one_is(client, club):
    assert '<a href="/ici/annuaire/" aria-current="page">Annuaire</a>' in page(client)


def test_no_such_club(client):
    assert client.get("/nulle-part/annuaire/").status_code == 404
