"""Two members who do not know each other, in a real browser: from a reason to what came of it."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member
from essaim.introductions.models import Introduction
from essaim.organizations.enums import ExchangeKind
from essaim.organizations.models import Exchange
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_member(club, name, address, person):
    organization = make_member(club, make_organization(name))
    return make_representation(organization, make_user(address, name=person))


def test_from_a_reason_to_what_came_of_it(new_page, sign_in, axe):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    karim = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    Exchange.objects.create(organization=odile.organization, kind=ExchangeKind.NEED, title="Un triporteur")
    Exchange.objects.create(organization=karim.organization, kind=ExchangeKind.OFFER, title="Location de triporteurs")

    page = new_page()
    sign_in(page, odile.user)
    page.goto(reverse("day:index", args=[club.slug]))
    assert page.get_by_text("Location de triporteurs").is_visible()
    axe(page)
    page.get_by_role("link", name="D’autres membres").click()
    page.get_by_role("heading", name="Qui devriez-vous rencontrer").wait_for()
    axe(page)
    page.get_by_role("link", name="Lui écrire : Les Vélos du Canal").click()
    page.get_by_label("Votre message").fill("Bonjour Karim, nos paniers cherchent trois roues. Jeudi ?")
    axe(page)
    page.get_by_role("button", name="Envoyer ce message").click()
    page.get_by_text("C’est parti").wait_for()

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, karim.user)
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Lire et répondre").click()
    assert phone.get_by_text("nos paniers cherchent trois roues").is_visible()
    assert not phone.get_by_text("odile@example.org").is_visible()
    phone.get_by_label("Un mot en retour").fill("Jeudi à 10 h, à l'atelier.")
    phone.get_by_role("button", name="Oui, parlons-nous").click()
    assert phone.get_by_role("link", name="odile@example.org").is_visible()

    page.reload()
    assert page.get_by_role("link", name="karim@example.org").is_visible()
    page.get_by_label("Un coup de main").check()
    page.get_by_label("En quelques mots").fill("Un triporteur prêté le mardi.")
    axe(page)
    page.get_by_role("button", name="Le noter").click()
    page.get_by_text("le club sait un peu mieux ce qui marche").wait_for()
    assert Introduction.objects.get().outcome == "help"
