"""Hiring, in a real browser: an offer that a visitor reads, a candidate who confirms from a real message, a post that
two members share."""

import json

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member
from essaim.organizations.tests.factories import (
    make_municipality,
    make_organization,
    make_representation,
    make_user,
)
from essaim.recruitment.actions import searches
from essaim.recruitment.models import JobSeeker, SharedPost

from .conftest import PHONE
from .mailbox import deliver

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def a_member(club, name, address, person):
    return make_representation(make_member(club, make_organization(name)), make_user(address, name=person))


@pytest.fixture
def club(db):
    make_municipality()
    return make_club("ici", name="Club d'ici", short_name="Ici")


def test_an_offer_from_the_form_to_a_visitor(club, new_page, sign_in, axe):
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    page = new_page()
    sign_in(page, odile.user)
    page.goto(reverse("recruitment:index", args=[club.slug]))
    axe(page)
    page.get_by_role("link", name="Publier une offre").first.click()
    page.get_by_label("Titre de l’offre").fill("Aide-maraîcher")
    page.get_by_label("Contrat").select_option("inclusion")
    page.get_by_label("Heures par semaine").fill("26")
    page.get_by_label("Commune").fill("Béthune")
    page.get_by_label("Le poste").fill("Semer, récolter, **apprendre**.")
    axe(page)
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("Dites le salaire").first.wait_for()  # refused, and nothing is lost
    assert page.get_by_label("Le poste").input_value() == "Semer, récolter, **apprendre**."
    page.get_by_label("Salaire brut, au moins").fill("1 400")
    page.get_by_role("button", name="Publier").click()
    page.get_by_text("C’est en ligne").wait_for()
    axe(page)

    visitor = new_page(viewport=PHONE, java_script_enabled=False)
    visitor.goto(reverse("recruitment:index", args=[club.slug]))
    visitor.get_by_role("link", name="Aide-maraîcher").click()
    assert visitor.locator("strong", has_text="apprendre").is_visible()
    data = json.loads(visitor.locator('script[type="application/ld+json"]').text_content())
    assert data["@type"] == "JobPosting"
    assert data["hiringOrganization"]["name"] == "La Brouette partagée"
    assert data["baseSalary"]["value"]["value"] == 1400


def test_a_candidate_confirms_then_erases(club, new_page, sign_in, axe, mailbox):
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    phone = new_page(viewport=PHONE)
    phone.goto(reverse("recruitment:present", args=[club.slug]))
    axe(phone)
    phone.get_by_label("Votre prénom et votre nom").fill("Nora Petit")
    phone.get_by_label("Votre adresse e-mail").fill("nora@example.org")
    phone.get_by_label("Le métier que vous cherchez").fill("Aide-comptable")
    phone.get_by_label("Votre commune").fill("Béthune")
    phone.get_by_label("Votre CV").set_input_files(
        [{"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"}]
    )
    phone.get_by_label("J’accepte que").check()
    phone.get_by_role("button", name="Envoyer").click()
    phone.get_by_text("Une dernière chose").wait_for()
    deliver()
    phone.goto(mailbox.link("nora@example.org", "confirmer"))
    assert JobSeeker.objects.get().state == "new"
    axe(phone)
    phone.get_by_role("button", name="Oui, montrez-la aux membres").click()
    phone.get_by_role("heading", name="Ma candidature").wait_for()
    axe(phone)

    page = new_page()
    sign_in(page, odile.user)
    page.goto(reverse("recruitment:seekers", args=[club.slug]))
    axe(page)
    page.get_by_role("link", name="Aide-comptable").click()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le CV").click()
    assert download.value.suggested_filename == "cv.pdf"
    phone.reload()
    assert phone.get_by_text("La Brouette partagée").is_visible()
    phone.get_by_role("button", name="Tout effacer maintenant").click()
    phone.get_by_text("Tout est effacé").wait_for()
    assert not JobSeeker.objects.exists()


def test_a_post_found_agreed_and_hired(club, new_page, sign_in, axe):
    odile = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    karim = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    pages = []
    for person, viewport in ((odile, PHONE), (karim, None)):
        page = new_page(viewport=viewport) if viewport else new_page()
        sign_in(page, person.user)
        page.goto(reverse("recruitment:state_need", args=[club.slug]))
        page.get_by_label("Métier").fill("Aide-comptable")
        page.get_by_label("Heures par semaine, au moins").fill("16")
        page.get_by_label("Au plus", exact=False).first.fill("18")
        page.get_by_label("Commune").fill("Béthune")
        axe(page)
        page.get_by_role("button", name="Dire ce besoin").click()
        page.get_by_text("C’est noté").wait_for()
        pages.append(page)
    ours, theirs = pages
    theirs.get_by_role("button", name="Chercher des combinaisons").click()
    theirs.get_by_text("On cherche des combinaisons").wait_for()
    axe(theirs)
    assert searches.work()  # the worker comes
    theirs.get_by_text("1 poste possible").wait_for()
    axe(theirs)
    theirs.get_by_role("link", name="Aide-comptable").first.click()
    theirs.get_by_label("Oui").check()
    theirs.get_by_role("button", name="Répondre").click()
    theirs.get_by_text("C’est noté").wait_for()
    ours.goto(reverse("day:index", args=[club.slug]))
    ours.get_by_role("link", name="Voir et répondre").click()
    axe(ours)
    ours.get_by_label("Oui").check()
    ours.get_by_role("button", name="Répondre").click()
    ours.get_by_role("link", name="Comparer les formes").click()
    ours.get_by_text("Ceci n’est pas un conseil juridique").wait_for()
    axe(ours)
    ours.get_by_role("button", name="Retenir cette forme : Groupement d’employeurs").click()
    ours.get_by_text("Forme retenue.").wait_for()
    theirs.reload()
    theirs.locator("#id_outcome").fill("Nora commence lundi.")
    theirs.get_by_role("button", name="L’embauche est faite").click()
    theirs.get_by_text("Bravo").wait_for()
    assert SharedPost.objects.get().state == "hired"
