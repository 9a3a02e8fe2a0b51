"""Taking one's data away, and closing one's account."""

import json

import pytest
from django.urls import reverse

from essaim.clubs.models import Charge
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.journal.models import Entry
from essaim.mail.actions import queue
from essaim.mail.models import Message
from essaim.organizations.models import Representation

from ..models import User
from .factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client) -> User:
    user = make_user("odile@example.org", name="Odile Fruchart")
    organization = make_member(make_club())
    Representation.objects.create(organization=organization, user=user, name="Odile Fruchart", phone="0321000000")
    queue(kind="a.b", to="Odile@example.org", language="fr", subject="Bonjour Odile", text="Un secret", key="one")
    client.force_login(user)
    return user


def test_the_file_holds_every_part(client, person):
    response = client.get(reverse("accounts:data"))
    assert "attachment" in response["Content-Disposition"]
    data = json.loads(response.content)
    assert data["account"]["addresses"] == [{"email": "odile@example.org", "verified": True}]
    assert data["organizations"]["represents"][0]["phone"] == "0321000000"
    assert data["mail"][0]["text"] == "Un secret"
    assert {"charges", "journal"} <= set(data)


def test_closing_erases_the_person_everywhere(client, person):
    client.post(reverse("accounts:edit"), {"name": "Odile F.", "language": "fr"})
    page = client.post(reverse("accounts:close"), {"typed": " ODILE@example.org "}, follow=True).content.decode()
    assert "Votre compte est fermé" in page
    person.refresh_from_db()
    assert not person.is_active
    assert not Representation.objects.exists()
    assert not Message.objects.filter(text="Un secret").exists()
    for model in (User, Message, Entry):
        for row in model.objects.values_list():
            assert "odile" not in str(row).lower()
    assert client.get(reverse("accounts:detail")).status_code == 302
    assert make_user("odile@example.org").pk != person.pk  # the address may open a new account


def test_another_address_closes_nothing(client, person):
    page = client.post(reverse("accounts:close"), {"typed": "yvon@example.org"}).content.decode()
    assert "tapez votre adresse" in page
    assert User.objects.get(pk=person.pk).is_active


def test_the_last_organiser_hands_over_first(client, person):
    club = Representation.objects.get().organization.memberships.get().club
    make_organiser(club, person)
    page = client.post(reverse("accounts:close"), {"typed": person.email}).content.decode()
    assert "Donnez d’abord cette charge" in page
    assert Charge.objects.filter(user=person).exists()
    assert Representation.objects.exists()
    make_organiser(club, make_user())
    assert client.post(reverse("accounts:close"), {"typed": person.email}).status_code == 302


def test_the_last_operator_hands_over_first(client, person):
    User.objects.filter(pk=person.pk).update(is_operator=True)
    page = client.post(reverse("accounts:close"), {"typed": person.email}).content.decode()
    assert "Nommez d’abord quelqu’un d’autre" in page
