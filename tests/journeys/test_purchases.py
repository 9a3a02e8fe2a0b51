"""A purchase in a real browser: prepared, joined on a condition from a phone without script, ordered, paid."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club
from essaim.purchases.models import Purchase
from essaim.purchases.tests.factories import a_member, in_days, user_of

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_an_idea_to_the_last_payment(new_page, sign_in, axe):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    velos = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    brouette = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")

    page = new_page()
    sign_in(page, user_of(velos))
    page.goto(reverse("mutualaid:index", args=[club.slug]))
    page.get_by_role("link", name="Proposer un achat").click()
    page.get_by_label("Ce que nous achetons ensemble").fill("Papier recyclé")
    page.get_by_label("L’unité que l’on compte").fill("ramette")
    page.get_by_label("Le prix d’une unité, acheté seul").fill("5,49")
    page.get_by_label("On s’engage jusqu’au").fill(in_days(9).isoformat())
    axe(page)
    page.get_by_role("button", name="Continuer : les offres").click()
    page.get_by_label("Fournisseur").fill("La Papeterie du Nord")
    page.get_by_label("Prix d’une unité, en euros").first.fill("4,89")
    page.get_by_label("Vendu par cartons de").fill("5")
    page.get_by_label("Livraison pour toute la commande").fill("7")
    page.get_by_label("À partir de").first.fill("20")
    page.get_by_label("Prix d’une unité, en euros").nth(1).fill("3,99")
    axe(page)
    page.get_by_role("button", name="Garder cette offre").click()
    page.get_by_role("button", name="Ouvrir aux membres").click()
    page.get_by_label("Combien il vous en faut").fill("12")
    page.get_by_label("moins, jusqu’à").fill("2")
    axe(page)
    page.get_by_role("button", name="J’en suis").click()
    page.get_by_text("Rien n’est dû").wait_for()

    # From a phone without script: in, if they are two.
    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(brouette))
    phone.goto(reverse("purchases:index", args=[club.slug]))
    phone.get_by_role("link", name="Papier recyclé").click()
    phone.get_by_label("Combien il vous en faut").fill("9")
    phone.get_by_label("Seulement si nous sommes au moins").fill("2")
    phone.get_by_role("button", name="J’en suis").click()
    assert phone.get_by_text("si nous sommes 2").is_visible()

    # The page of the first follows by itself.
    page.evaluate("htmx.ajax('GET', location.pathname, {target: '#compte', swap: 'outerHTML'})")
    page.locator("#compte").get_by_text("21", exact=True).wait_for()
    page.locator("#compte").get_by_text("3,99 €").first.wait_for()
    axe(page)

    page.get_by_role("button", name="Clore et demander de confirmer").click()
    page.get_by_role("button", name="Oui, je confirme").click()
    page.get_by_text("Confirmé. Vous saurez").wait_for()
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Confirmer").first.click()
    phone.get_by_role("button", name="Oui, je confirme").click()
    page.reload()
    page.get_by_role("button", name="Commander pour celles").click()
    page.get_by_role("heading", name="La part de chacun").wait_for()
    axe(page)
    phone.reload()
    assert phone.get_by_text("Votre part :").is_visible()
    for name in ("Les Vélos du Canal", "La Brouette partagée"):
        page.get_by_role("button", name=f"C’est payé : {name}").click()
        page.get_by_text("C’est noté").wait_for()
    page.get_by_role("button", name="C’est livré").click()
    page.get_by_role("button", name="Tout est payé").click()
    page.get_by_text("Merci de l’avoir mené").wait_for()
    axe(page)
    purchase = Purchase.objects.get()
    assert purchase.state == "done"
    assert sorted(row.allotted for row in purchase.commitments.all()) == [9, 11]
    assert sum(row.due_cents for row in purchase.commitments.all()) == 20 * 399 + 700
