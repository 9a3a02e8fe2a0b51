"""Pages unchecked for a year: their people are asked, once a quarter; a link shows, its button confirms."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from essaim.organizations import actions
from essaim.organizations.actions.reminders import LINK_LIFE, confirmation_token
from essaim.organizations.enums import RepresentativeKind

from .factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LONG_AGO = date(2025, 11, 1)


def test_the_representative_of_a_stale_page_is_asked_once_a_quarter(told):
    organization = make_organization(checked_on=LONG_AGO)
    make_representation(organization, name="Yann Petit", email="yann@example.org", kind=RepresentativeKind.SUBSTITUTE)
    make_representation(organization, name="Odile Fruchart", email="odile@example.org")
    assert actions.remind_stale(today=TODAY) == 1
    mail = told["mail_requested"][0]
    assert (mail["to"], mail["language"]) == ("odile@example.org", "fr")
    assert "La Brouette partagée" in mail["subject"]
    assert "/structures/confirmation/" in mail["text"]
    assert actions.remind_stale(today=TODAY + timedelta(days=89)) == 0
    assert actions.remind_stale(today=TODAY + timedelta(days=90)) == 1
    assert len({mail["key"] for mail in told["mail_requested"]}) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"checked_on": TODAY - timedelta(days=364)},
        {"checked_on": LONG_AGO, "listed": False},
        {"checked_on": LONG_AGO, "closed_on": LONG_AGO},
        {"checked_on": None},  # made just now
    ],
)
def test_others_are_left_in_peace(fields, told):
    organization = make_organization(**fields)
    make_representation(organization, email="odile@example.org")
    assert actions.remind_stale(today=TODAY) == 0
    assert told["mail_requested"] == []


def test_nobody_to_ask(told):
    make_representation(make_organization(checked_on=LONG_AGO))
    assert actions.remind_stale(today=TODAY) == 0


def test_an_account_without_an_address_on_the_page_is_asked_in_its_language(told):
    organization = make_organization(checked_on=LONG_AGO)
    make_representation(organization, make_user("odile@example.org", language="en"))
    assert actions.remind_stale(today=TODAY) == 1
    mail = told["mail_requested"][0]
    assert (mail["to"], mail["language"]) == ("odile@example.org", "en")
    assert "/en/structures/confirmation/" in mail["text"]


def test_opening_the_link_writes_nothing_its_button_does(client):
    organization = make_organization(checked_on=LONG_AGO)
    token = confirmation_token(make_representation(organization, email="odile@example.org"))
    address = reverse("organizations:confirm_link", args=[token])
    page = client.get(address)
    assert "Odile Fruchart" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    organization.refresh_from_db()
    assert organization.checked_on == LONG_AGO
    assert client.post(address).status_code == 302
    organization.refresh_from_db()
    assert organization.checked_on == timezone.localdate()


def test_a_damaged_or_old_link_says_so(client, monkeypatch):
    person = make_representation(make_organization())
    token = confirmation_token(person)
    for bad in (token[:-1] + "~", "n-importe-quoi"):
        response = client.post(reverse("organizations:confirm_link", args=[bad]))
        assert response.status_code == 409
        assert "Ce lien n’est plus valable" in response.content.decode()
    later = (timezone.now() + LINK_LIFE + timedelta(days=1)).timestamp()
    monkeypatch.setattr("time.time", lambda: later)
    assert client.get(reverse("organizations:confirm_link", args=[token])).status_code == 409


def test_a_link_dies_with_the_person_it_was_sent_to(client):
    person = make_representation(make_organization())
    token = confirmation_token(person)
    person.delete()
    assert client.get(reverse("organizations:confirm_link", args=[token])).status_code == 409


def test_the_command_says_how_many(capsys):
    organization = make_organization(checked_on=date(2020, 1, 1))
    make_representation(organization, email="odile@example.org")
    call_command("remind_stale_pages")
    assert "1 pages asked." in capsys.readouterr().out


@pytest.mark.parametrize("pages", [1, 30])
def test_finding_stale_pages_costs_one_query(pages, django_assert_num_queries):
    for number in range(pages):
        make_representation(make_organization(f"Structure {number}", checked_on=TODAY), email="odile@example.org")
    with django_assert_num_queries(1):
        assert actions.remind_stale(today=TODAY) == 0


def test_pages_asked_this_quarter_are_not_even_opened(django_assert_num_queries):
    for number in range(3):
        make_representation(make_organization(f"Structure {number}", checked_on=LONG_AGO), email="odile@example.org")
    assert actions.remind_stale(today=TODAY) == 3
    with django_assert_num_queries(1):
        assert actions.remind_stale(today=TODAY) == 0
