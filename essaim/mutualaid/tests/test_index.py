"""The page « S'entraider »."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member
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
