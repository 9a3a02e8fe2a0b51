"""The home page: it leads with the only club, counts honestly, and is never out of date."""

import pytest
from django.test import Client
from django.urls import reverse

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.directory.enums import LABEL_WORDS
from essaim.home import queries
from essaim.home.doors import doors
from essaim.kernel.hooks import organizations_changed
from essaim.organizations.actions import load_sectors
from essaim.organizations.models import Sector
from essaim.organizations.tests.factories import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici", tagline="Trois communes, un club.")


def html(client, path="/") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_only_club_leads_the_page(client, club):
    page = html(client)
    assert "<h1>Trois communes, un club.</h1>" in page
    assert 'action="/ici/annuaire/"' in page
    assert "<title>Club d’ici · Essaim</title>" in page


def test_several_clubs_are_cards(client, club):
    Club.objects.create(slug="la-bas", name="Club de là-bas", short_name="Là-bas")
    Club.objects.create(slug="secret", name="Club discret", short_name="Discret", listed=False)
    page = html(client)
    assert '<a href="/ici/">Club d’ici</a>' in page
    assert '<a href="/la-bas/">Club de là-bas</a>' in page
    assert "Club discret" not in page
    assert 'action="/annuaire/"' in page


def test_no_club_yet(client):
    assert 'action="/annuaire/"' in html(client)


def test_in_english(client, club):
    page = html(client, "/en/")
    assert '<html lang="en">' in page
    assert "Help one another" in page
    assert 'hreflang="fr" href="http://127.0.0.1:8000/"' in page
    assert 'rel="canonical" href="http://127.0.0.1:8000/en/"' in page


def test_a_kept_page_costs_two_small_queries(client, club, django_assert_num_queries):
    html(client)
    with django_assert_num_queries(2):
        html(client)


def test_a_kept_page_follows_the_directory(client, club):
    assert "<b>0</b> structure dans" in html(client)
    organizations_changed.tell(ids=[make_organization(name="Fil & Terril").pk])
    assert "<b>0</b> structure dans" in html(client), "out of the club's territory"
    Club.objects.create(slug="autre", name="Un autre club", short_name="Autre")
    assert "<b>1</b> structure dans" in html(client)


def test_a_kept_page_follows_the_clubs(client, club):
    html(client)
    club.tagline = "Quatre communes, un club."
    club.save()
    assert "Quatre communes, un club." in html(client)


def test_an_account_sees_its_own_header(client, club):
    html(client)
    client.force_login(User.objects.create_user("odile@example.org"))
    assert "Mon compte" in html(client)
    client.logout()
    assert "Mon compte" not in html(client)


def test_a_message_is_for_one_reader(client, club):
    visitor = Client()
    html(visitor)
    client.force_login(User.objects.create_user("odile@example.org"))
    client.post(reverse("account_logout"))
    assert 'class="notice notice-ok"' in html(client)
    assert 'class="notice notice-ok"' not in html(client)
    assert 'class="notice notice-ok"' not in html(visitor)


def test_doors_lead_to_searches_that_the_directory_understands(client, club):
    load_sectors()
    sectors = set(Sector.objects.values_list("pk", flat=True))
    for door in doors(queries.front(queries.state())):
        for label, address in door.entries:
            response = client.get(address)
            assert response.status_code == 200, label
            criteria = response.context["screen"].criteria
            assert set(criteria.sectors) <= sectors, label
            assert set(criteria.labels) <= set(LABEL_WORDS.values()), label
            assert criteria.filter_count, label


@pytest.mark.parametrize("name", ["accessibility", "privacy", "legal"])
def test_legal_pages_name_the_operator(client, settings, name):
    settings.ESSAIM_OPERATOR, settings.ESSAIM_OPERATOR_EMAIL = "Association du club d’ici", "nous@example.org"
    page = html(client, reverse(f"home:{name}"))
    assert "Association du club d’ici" in page
    assert 'href="mailto:nous@example.org"' in page
    settings.ESSAIM_OPERATOR = ""
    assert "n’a pas encore indiqué son nom" in html(client, reverse(f"home:{name}"))


def test_source_code_is_offered(client, settings):
    assert f'href="{reverse("home:legal")}#code-source"' in html(client, reverse("home:privacy"))
    settings.ESSAIM_SOURCE_URL = "https://example.org/essaim"
    assert 'href="https://example.org/essaim">Code source' in html(client, reverse("home:privacy"))


def test_robots_are_kept_from_what_is_personal(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "Disallow: /compte/" in response.content.decode()
