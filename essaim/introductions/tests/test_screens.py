"""The pages, by the hands of each side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.introductions import actions
from essaim.introductions.models import Introduction
from essaim.organizations.enums import ExchangeKind
from essaim.organizations.tests.factories import make_representation, make_user
from tests.helpers.queries import assert_same_queries

from .test_actions import WORDS, a_member, announce, ask, brouette, club, user_of, velos  # noqa: F401

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):  # noqa: F811
    return reverse(f"introductions:{name}", args=[club.slug, *arguments])


@pytest.fixture
def matched(brouette, velos):  # noqa: F811
    announce(brouette, ExchangeKind.NEED, "Un triporteur")
    announce(velos, ExchangeKind.OFFER, "Location de triporteurs")


@pytest.mark.usefixtures("matched")
def test_from_the_proposal_to_what_came_of_it(client, club, brouette, velos):  # noqa: F811
    client.force_login(user_of(brouette))
    page = client.get(url("index", club)).content.decode()
    assert "Les Vélos du Canal" in page
    assert "Location de triporteurs" in page
    page = client.get(url("ask", club, velos.pk)).content.decode()
    assert "Je suis Odile, de La Brouette partagée" in page
    client.post(url("ask", club, velos.pk), {"message": WORDS})
    row = Introduction.objects.get()
    assert "triporteur" in row.reason

    client.force_login(user_of(velos))
    day = client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert "La Brouette partagée aimerait vous rencontrer" in day
    page = client.get(url("detail", club, row.pk)).content.decode()
    assert WORDS in page
    assert "odile@example.org" not in page
    client.post(url("answer", club, row.pk), {"verb": "accept", "answer": "Jeudi."})
    assert "odile@example.org" in client.get(url("detail", club, row.pk)).content.decode()

    client.force_login(user_of(brouette))
    page = client.get(url("detail", club, row.pk)).content.decode()
    assert "karim@example.org" in page
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"outcome": "idea", "met_on": tomorrow.isoformat(), "note": "Un atelier au jardin."}
    page = client.post(url("met", club, row.pk), data).content.decode()
    assert 'href="#id_met_on"' in page
    assert 'value="Un atelier au jardin."' in page
    client.post(url("met", club, row.pk), data | {"met_on": timezone.localdate().isoformat()})
    page = client.get(url("index", club)).content.decode()
    assert "Vous vous êtes vus" in page
    assert "Un atelier au jardin." in page


def test_a_few_words_are_not_enough_and_are_not_lost(client, club, brouette, velos):  # noqa: F811
    client.force_login(user_of(brouette))
    page = client.post(url("ask", club, velos.pk), {"message": "Salut à vous"}).content.decode()
    assert "Salut à vous" in page
    assert 'href="#id_message"' in page
    assert not Introduction.objects.exists()


def test_only_those_concerned_read_it(client, club, brouette, velos):  # noqa: F811
    row = ask(brouette, velos)
    other = a_member(club, "Zinc et zeste", "zoe@example.org")
    for user in (user_of(other), make_organiser(club)):
        client.force_login(user)
        assert client.get(url("detail", club, row.pk)).status_code == 404


def test_one_does_not_answer_oneself(client, club, brouette, velos):  # noqa: F811
    row = ask(brouette, velos)
    client.force_login(user_of(brouette))
    client.post(url("answer", club, row.pk), {"verb": "accept"})
    client.force_login(user_of(velos))
    client.post(url("withdraw", club, row.pk))
    client.post(url("answer", club, row.pk), {"verb": "meet"})
    row.refresh_from_db()
    assert row.state == "open"


@pytest.mark.usefixtures("matched")
def test_who_stays_discreet_is_proposed_nobody(client, club, brouette, velos):  # noqa: F811
    client.force_login(user_of(brouette))
    client.post(url("discretion", club), {"discret": "1", "structure": brouette.pk})
    assert "Les Vélos du Canal" not in client.get(url("index", club)).content.decode()
    client.force_login(user_of(velos))
    assert "La Brouette partagée" not in client.get(url("index", club)).content.decode()
    assert client.get(url("ask", club, brouette.pk)).status_code == 404


def test_who_represents_nobody_is_told(client, club):  # noqa: F811
    client.force_login(make_organiser(club))
    assert "de structure à structure" in client.get(url("index", club)).content.decode()


def test_another_structure_than_ones_own_is_nowhere(client, club, brouette, velos):  # noqa: F811
    client.force_login(user_of(brouette))
    assert client.get(url("index", club), {"structure": velos.pk}).status_code == 404
    assert client.get(url("index", club), {"structure": "x"}).status_code == 404


@pytest.mark.usefixtures("matched")
def test_one_person_two_structures(client, club, brouette, velos):  # noqa: F811
    second = a_member(club, "Paniers de la Lawe", "paul@example.org")
    make_representation(second, user_of(brouette), kind="contributor")
    client.force_login(user_of(brouette))
    page = client.get(url("index", club), {"structure": second.pk}).content.decode()
    assert f'href="?structure={second.pk}" aria-current="page"' in page


@pytest.mark.usefixtures("matched")
def test_the_day_shows_one(client, club, brouette):  # noqa: F811
    client.force_login(user_of(brouette))
    page = client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert "Quelqu’un à rencontrer" in page
    assert "Location de triporteurs" in page


@pytest.mark.usefixtures("matched")
def test_thirty_members_cost_what_one_costs(client, club, brouette):  # noqa: F811
    client.force_login(user_of(brouette))

    def fill(count):
        for _number in range(count):
            email = make_user().email
            one = a_member(club, "Un membre", f"x{email}")
            announce(one, ExchangeKind.OFFER, "Location de triporteurs")
            other = a_member(club, "Un autre", f"y{email}")
            row = ask(other, brouette)
            if Introduction.objects.count() % 2:
                actions.accept(introduction=row, user=user_of(brouette))

    assert_same_queries(client, url("index", club), fill)
