"""A practice in a real browser: told by one, read by another, taken up by a third, seen on site; without script too."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club
from essaim.practices.models import Practice, Visit
from essaim.practices.tests.factories import a_member, user_of

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_told_read_taken_up_seen(new_page, sign_in, axe):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    velos = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    brouette = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")

    page = new_page()
    sign_in(page, user_of(velos))
    page.goto(reverse("mutualaid:index", args=[club.slug]))
    page.get_by_role("link", name="Raconter la vôtre").click()
    page.get_by_label("Ce que vous avez réussi").fill("Livrer à vélo")
    page.get_by_label("Au départ").fill("La camionnette coûtait trop cher.")
    axe(page)
    page.get_by_role("button", name="Commencer").click()
    for label in ("Ce que nous avons fait", "Ce que cela a donné"):
        field = page.get_by_role("textbox", name=label)
        field.fill("Une remorque, deux tournées, et moins de frais.")
        page.get_by_role("button", name=f"Enregistrer : {label}").click()
    page.get_by_text("Enregistré à").nth(1).wait_for()
    axe(page)
    page.get_by_role("link", name="Coût, chiffres, contact").click()
    page.get_by_label("Heures de travail").fill("40")
    page.get_by_label("Nous proposons une visite").check()
    page.get_by_label("Ce qui est compté").fill("Litres de gazole")
    page.get_by_label("Avant", exact=False).first.fill("300")
    page.get_by_label("Après", exact=False).first.fill("40")
    axe(page)
    page.get_by_role("button", name="Garder").click()
    page.get_by_text("La fiche est à jour").wait_for()
    page.get_by_role("button", name="La faire relire").click()
    page.get_by_label("À quelle structure").select_option(label="La Brouette partagée")
    axe(page)
    page.get_by_role("button", name="Demander de lire").click()
    page.get_by_text("reçoit votre demande").wait_for()

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(brouette))
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Lire").first.click()
    phone.get_by_label("En une phrase ou deux").fill("Tout est clair, on pourrait commencer demain.")
    phone.get_by_role("button", name="C’est clair").click()
    assert phone.get_by_text("votre lecture aide tout le club").is_visible()

    page.reload()
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("Publiée. Merci").wait_for()
    axe(page)

    phone.goto(reverse("practices:index", args=[club.slug]) + "?q=gazole")
    phone.get_by_role("link", name="Livrer à vélo").click()
    phone.get_by_role("link", name="Nous l’avons reprise").click()
    phone.get_by_label("Ce que cela vous a donné").fill("Quarante livraisons sans essence.")
    phone.get_by_role("button", name="Le dire").click()
    assert phone.get_by_text("Quarante livraisons sans essence.").is_visible()
    phone.get_by_role("link", name="Demander").click()
    phone.get_by_label("Votre message").fill("Pourrions-nous voir la remorque un samedi de mars ?")
    phone.get_by_role("button", name="Envoyer ce message").click()
    assert phone.get_by_text("La réponse vous arrivera par e-mail").is_visible()

    page.goto(reverse("day:index", args=[club.slug]))
    page.get_by_role("link", name="Lire et répondre").click()
    page.get_by_text("voir la remorque un samedi").wait_for()
    page.get_by_role("button", name="C’est fait").click()
    page.get_by_text("Merci d’avoir pris ce temps").wait_for()
    axe(page)
    assert Visit.objects.get().state == "given"
    assert Practice.objects.get().adoptions.get().organization == brouette
