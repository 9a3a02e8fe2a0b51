"""The page « S'entraider »."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_user

from ..doors import Door, doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client):
    club = make_club("ici")
    user = make_user()
    Representation.objects.create(organization=make_member(club), user=user, name="Nour")
    client.force_login(user)
    return club


def test_every_door_leads_somewhere(client, member):
    page = client.get(reverse("mutualaid:index", args=["ici"])).content.decode()
    assert list(doors)
    for door in doors:
        assert reverse(door.url_name, args=["ici"]) in page
        assert client.get(reverse(door.url_name, args=["ici"])).status_code == 200


def test_a_door_says_what_waits_behind_it(client, member, monkeypatch):
    entries = dict(doors._entries)
    door = Door("Prêter", "key", "Un essai.", "mutualaid:index", lambda _request, club: f"3 choses à {club.slug}")
    monkeypatch.setattr(doors, "_entries", {**entries, "trial": (1, door)})
    assert "3 choses à ici" in client.get(reverse("mutualaid:index", args=["ici"])).content.decode()


def test_who_represents_nobody_is_shown_no_button_that_refuses_them(client):
    """An organiser without structure asks questions; the rest is done in the name of a member."""
    club = make_club("ici")
    client.force_login(make_organiser(club))
    page = client.get(reverse("mutualaid:index", args=["ici"])).content.decode()
    for door in doors:
        if door.verb:
            assert (f'href="{reverse(door.verb_url_name, args=["ici"])}"' in page) is not door.in_a_name, door.verb


def test_accounts_stand_under_mutual_aid_for_organisers_too(client):
    club = make_club("ici")
    client.force_login(make_organiser(club))
    page = client.get(reverse("lending:index", args=["ici"])).content.decode()
    current = [line for line in page.splitlines() if 'aria-current="page"' in line and "/entraide/" in line]
    assert current
