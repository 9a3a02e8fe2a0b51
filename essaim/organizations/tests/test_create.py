"""A new page: by whom, seen by whom."""

import pytest
from django.urls import reverse

from essaim.organizations import access
from essaim.organizations.models import Organization

from .factories import make_organization, make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/structures/nouvelle/"


def test_a_page_made_by_a_person_waits_for_its_review(client):
    user = make_user("odile@example.org", name="Odile Fruchart")
    client.force_login(user)
    data = {"name": "La Brouette", "number": "732 829 320 00074", "summary": "Des légumes.", "role": "directrice"}
    response = client.post(ADDRESS, data)
    organization = Organization.objects.get()
    assert response["Location"] == reverse("organizations:edit", args=[organization.pk])
    assert (organization.listed, organization.siret) == (False, "73282932000074")
    assert organization.representations.get().role == "directrice"
    assert access.can_edit(user, organization)
    assert not access.can_review(user, organization)
    assert client.post(reverse("organizations:list", args=[organization.pk]), {"listed": "1"}).status_code == 404
    client.force_login(make_user(is_operator=True))
    client.post(reverse("organizations:list", args=[organization.pk]), {"listed": "1"})
    organization.refresh_from_db()
    assert organization.listed


def test_reported_by_someone_who_is_not_part_of_it(client):
    client.force_login(make_user())
    client.post(ADDRESS, {"name": "La Brouette"})
    assert not Organization.objects.get().representations.exists()


def test_the_operators_pages_are_seen_at_once(client):
    client.force_login(make_user(is_operator=True))
    client.post(ADDRESS, {"name": "La Brouette"})
    assert Organization.objects.get().listed


def test_an_existing_page_is_shown_instead(client):
    existing = make_organization(siren="732829320")
    client.force_login(make_user())
    page = client.post(ADDRESS, {"name": "La Brouette", "number": "73282932000074"}).content.decode()
    assert existing.get_absolute_url() in page
    assert 'value="La Brouette"' in page
    assert Organization.objects.count() == 1


def test_a_wrong_number_loses_nothing(client):
    client.force_login(make_user())
    page = client.post(ADDRESS, {"name": "La Brouette", "number": "73282932000079"}).content.decode()
    assert "ne tombe pas juste" in page
    assert 'value="La Brouette"' in page
