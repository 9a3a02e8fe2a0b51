"""A van lent, in a real browser: catalogue, page, price, request, approval on a phone without script, calendar feed,
waiting list, hand-over and return."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from essaim.clubs.tests.factories import make_club, make_member
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.resources.models import Booking
from essaim.resources.tests.factories import in_days, make_resource

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHARE = {"audience": "members", "terms": "share", "per_hour": 500, "per_km": 30}


def a_member(club, name, address, person):
    organization = make_member(club, make_organization(name))
    return make_representation(organization, make_user(address, name=person))


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici")


def test_a_van_from_the_catalogue_to_its_return(club, new_page, sign_in, axe):
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    karim = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    make_resource(
        club, karim.organization, kind="vehicle", name="Fourgon", needs_approval=True, conditions=[SHARE],
        access="La clé est à l'accueil.",
    )  # fmt: skip
    day = in_days()

    page = new_page()
    sign_in(page, odile.user)
    page.goto(reverse("mutualaid:index", args=[club.slug]))
    page.get_by_role("link", name="Moyens partagés").click()
    page.get_by_label("Quoi").select_option("vehicle")
    page.get_by_label("Libre le").fill(day.isoformat())
    page.get_by_role("button", name="Chercher").click()
    axe(page)
    page.get_by_role("link", name="Fourgon").click()
    page.get_by_role("heading", name="Fourgon").wait_for()
    axe(page)
    page.locator(".btn-wide", has_text="Réserver").click()
    page.get_by_label("De", exact=True).fill("09:00")
    page.get_by_label("À", exact=True).fill("12:00")
    page.get_by_label("Pour quoi faire").fill("Livrer les paniers")
    page.get_by_role("button", name="Voir si c").click()
    page.get_by_text("15 €").wait_for()
    axe(page)
    page.get_by_role("button", name="Demander").click()
    page.get_by_text("gardé pour vous").wait_for()
    assert not page.get_by_text("La clé est").is_visible()
    axe(page)

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, karim.user)
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Répondre").first.click()
    assert phone.get_by_text("Livrer les paniers").is_visible()
    phone.get_by_role("button", name="Accorder").click()
    phone.get_by_text("accordé").first.wait_for()

    page.reload()
    assert page.get_by_text("La clé est").is_visible()
    page.goto(reverse("resources:subscribe", args=[club.slug]))
    axe(page)
    feed = page.locator(".secret").first.text_content()
    answer = page.request.get(feed[feed.index("/ici/") :])
    [event] = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert event["SUMMARY"] == "Fourgon · Les Vélos du Canal"

    phone.get_by_role("link", name="Noter la remise").click()
    phone.get_by_label("Kilomètres au compteur").fill("1000")
    phone.get_by_role("button", name="Noter").click()
    phone.get_by_role("link", name="Noter le retour").click()
    phone.get_by_label("Kilomètres au compteur").fill("1100")
    phone.get_by_label("Abîmé ou incomplet").check()
    phone.get_by_role("button", name="Noter").click()
    assert phone.get_by_text("ce qui est abîmé ou manque").first.is_visible()
    phone.get_by_label("Ce qu").fill("Rétroviseur fêlé")
    phone.get_by_role("button", name="Noter").click()
    row = Booking.objects.get()
    assert (row.state, row.cents) == ("returned", 1500 + 3000)
    assert phone.get_by_text("Rétroviseur fêlé").is_visible()


def test_the_waiting_list_and_a_series(club, new_page, sign_in, axe):
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    karim = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    owner = a_member(club, "La Halle", "halle@example.org", "Zoé Halle")
    room = make_resource(club, owner.organization)
    day = in_days()

    def fill(page, *, until=""):
        page.goto(reverse("resources:book", args=[club.slug, room.pk]) + f"?jour={day.isoformat()}")
        page.get_by_label("De", exact=True).fill("09:00")
        page.get_by_label("À", exact=True).fill("11:00")
        if until:
            page.get_by_text("Répéter chaque semaine").click()
            page.get_by_label("Se répète").select_option("FREQ=WEEKLY")
            page.get_by_label("Jusqu’au (répétition)").fill(until)
        page.get_by_role("button", name="Voir si c").click()

    page = new_page()
    sign_in(page, karim.user)
    fill(page, until=(day + timedelta(days=15)).isoformat())
    page.get_by_text("3 fois").wait_for()
    axe(page)
    page.locator("#resume").get_by_role("button", name="Réserver").click()
    page.get_by_role("heading", name="Les autres dates").wait_for()
    axe(page)

    other = new_page(viewport=PHONE)
    sign_in(other, odile.user)
    fill(other)
    other.get_by_role("button", name="Me mettre sur la liste").click()
    other.get_by_text("sur la liste d’attente").first.wait_for()
    axe(other)
    first = Booking.objects.exclude(series=None).order_by("starts_at")[0]
    page.goto(reverse("resources:booking", args=[club.slug, first.pk]))
    page.locator("summary", has_text="Annuler").click()
    page.get_by_role("button", name="Annuler la réservation").click()
    other.reload()
    other.get_by_role("button", name="Prendre la place").click()
    other.get_by_text("La place est à vous").wait_for()
    other.goto(reverse("resources:everything", args=[club.slug]) + f"?jour={day.isoformat()}")
    axe(other)
    assert Booking.objects.filter(borrower=odile.organization, state="approved").count() == 1
