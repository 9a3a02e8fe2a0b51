"""« Ma journée »: what waits for whom, and where one lands after signing in."""

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from essaim.accounts.tests.factories import make_user
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization
from tests.helpers.queries import assert_same_queries

from .factories import make_club, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    club, user = make_club(), make_user(name="Odile Fruchart")
    client.force_login(user)
    return club, user


def represented(club, user, name, **fields):
    organization = make_member(club, make_organization(name, **fields))
    Representation.objects.create(organization=organization, user=user, name=str(user))
    return organization


def test_the_day_says_what_waits(client, member):
    club, user = member
    represented(club, user, "Fil et Terril", completeness=20)
    represented(club, user, "La Lampe", completeness=90)
    represented(club, user, "Au bon poids", completeness=90, checked_on=localdate())
    page = client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert "Bonjour Odile" in page
    assert "La fiche de Fil et Terril est remplie à 20" in page
    assert "La fiche de La Lampe est-elle toujours juste" in page
    assert "Au bon poids" not in page


def test_the_same_questions_for_one_page_and_for_thirty(client, member):
    club, user = member

    def more(count):
        for rank in range(count):
            represented(club, user, f"Structure {rank} {count}", completeness=20)

    more(2)  # somebody to meet: with one structure in the club, the panel that suggests whom has nothing to read
    # Every app brings its tasks and panels: two questions each, about.
    assert assert_same_queries(client, reverse("day:index", args=[club.slug]), more) <= 66


def test_after_signing_in_one_lands_on_ones_day(client, member):
    club, user = member
    assert client.get(reverse("all_clubs:come_in")).url == reverse("home:index")
    represented(club, user, "La Lampe")
    assert client.get(reverse("all_clubs:come_in")).url == reverse("day:index", args=[club.slug])
