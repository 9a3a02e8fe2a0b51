"""A joint answer in a real browser: its budget, its archive, the day when it leaves, the answer and what follows."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from essaim.budgets.models import Line
from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions as dossiers
from essaim.dossiers.models import Section
from essaim.dossiers.tests.factories import a_member, again, agree, make_dossier, user_of
from essaim.submissions.models import Payment, Sending

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_budget_to_the_answer(new_page, sign_in, axe):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    brouette = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    velos = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    dossier = agree(make_dossier(club, brouette, velos, template="letter_of_intent"))
    for section in Section.objects.filter(dossier=dossier).select_related("text"):
        section.text.content = "Nous cuisinons ensemble."
        section.text.save()
        dossiers.turn_section(section=section, verb="finish", actor=user_of(brouette))

    page = new_page()
    sign_in(page, user_of(brouette))
    page.goto(reverse("dossiers:detail", args=["ici", dossier.pk]))
    page.get_by_role("link", name="Budget", exact=True).click()
    axe(page)
    page.get_by_role("button", name="Préparer le budget").click()
    page.get_by_text("Ce budget est vide.").wait_for()

    # A line in two clicks: the page stays.
    page.get_by_role("link", name="Ajouter une charge").click()
    page.get_by_label("De quoi s’agit-il").fill("Denrées")
    page.get_by_label("Montant, en euros").fill("1 240,50")
    axe(page)
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_text("Les charges dépassent les produits de 1 240,50 €.").wait_for()
    page.get_by_role("link", name="Ajouter un produit").click()
    page.get_by_label("Poste").select_option("74-region")
    page.get_by_label("De quoi s’agit-il").fill("Région")
    page.get_by_label("Montant, en euros").fill("1000")
    page.get_by_label("C’est ce que ce dossier demande").check()
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.get_by_text("Les charges dépassent les produits de 240,50 €.").wait_for()
    axe(page)

    # Its partner, on a phone without script, brings what lacks.
    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(velos))
    phone.goto(reverse("submissions:budget", args=["ici", dossier.pk]))
    phone.get_by_role("link", name="Ajouter un produit").click()
    phone.get_by_label("Poste").select_option("own")
    phone.get_by_label("De quoi s’agit-il").fill("Fonds propres")
    phone.get_by_label("Montant, en euros").fill("240,50")
    phone.get_by_label("Où en est-on").select_option("own")
    phone.get_by_role("button", name="Ajouter", exact=True).click()
    assert phone.get_by_text("Charges et produits sont égaux").is_visible()
    page.reload()
    page.get_by_role("link", name="Modifier : Denrées").click()
    page.get_by_label("De quoi s’agit-il").fill("Denrées locales")
    page.get_by_role("button", name="Garder").click()
    page.get_by_text("Denrées locales", exact=True).wait_for()
    page.get_by_role("link", name="Et si…").click()
    page.get_by_label("Le financeur donne").fill("80")
    page.get_by_role("button", name="Calculer").click()
    page.get_by_text("Les charges dépassent les produits de 200,00 €.").wait_for()
    axe(page)

    page.goto(reverse("submissions:sending", args=["ici", dossier.pk]))
    axe(page)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Télécharger l’archive").click()
    with open(caught.value.path(), "rb") as file:
        names = zipfile.ZipFile(io.BytesIO(file.read())).namelist()
    assert names[0] == "01_lettre.pdf"
    assert "manifeste.json" in names
    page.get_by_label("Numéro d’accusé de réception").fill("DS-118")
    page.get_by_label("Quand").fill(f"{timezone.localtime():%Y-%m-%dT%H:%M}")
    if page.get_by_label("Pourquoi l’envoyer malgré").count():
        page.get_by_label("Pourquoi l’envoyer malgré").fill("C’est vu avec la Région.")
    page.get_by_role("button", name="Noter l’envoi").click()
    page.get_by_role("heading", name="Ce qui est parti").wait_for()
    axe(page)
    assert Sending.objects.get().receipt == "DS-118"

    page.get_by_role("link", name="Suite").click()
    page.get_by_text("La réponse est arrivée").click()
    page.get_by_label("C’est oui").check()
    page.get_by_label("Montant accordé, en euros").fill("800")
    page.get_by_label("Fin de l’exercice financé").fill(f"{localdate().year}-12-31")
    axe(page)
    page.get_by_role("button", name="Noter", exact=True).first.click()
    page.locator("#comptes-rendus").get_by_text("Compte rendu financier (15059*02)").first.wait_for()
    page.get_by_text("Prévoir un versement").click()
    page.get_by_label("Pour quoi").fill("Avance")
    page.get_by_label("Montant, en euros").fill("300")
    page.get_by_label("Prévu le").fill(localdate().isoformat())
    page.locator("#versements").get_by_role("button", name="Noter", exact=True).click()
    page.get_by_role("button", name="Reçu : ").click()
    page.get_by_text("C’est noté").wait_for()
    axe(page)
    assert again(dossier).state == "won"
    assert Line.objects.get(requested=True).cents == 800_00
    assert Payment.objects.get().received_on == localdate()
