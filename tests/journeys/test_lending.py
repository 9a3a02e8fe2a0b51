"""A van comes back, its line is in the accounts, a statement is agreed, an agreement signed by both, in a browser."""

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.lending.models import Agreement, Entry, Statement
from essaim.lending.tests.factories import a_day, a_member, make_van, user_of
from essaim.resources.actions import Borrower
from essaim.resources.tests.factories import book

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    brouette = a_member(club, "La Brouette partagée", "odile@example.org")
    return club, brouette, a_member(club, "Les Vélos du Canal", "karim@example.org")


def test_from_the_return_to_the_payment(pair, new_page, sign_in, axe):
    club, brouette, velos = pair
    a_day(make_van(club, velos), brouette, cents=2_750)

    page = new_page()
    sign_in(page, user_of(velos))
    page.goto(reverse("mutualaid:index", args=[club.slug]))
    page.get_by_role("link", name="Prêts et comptes").first.click()
    page.get_by_text("Vous avez prêté l’équivalent de 8").wait_for()
    axe(page)
    page.get_by_role("link", name="La Brouette partagée").first.click()
    page.get_by_text("La Brouette partagée vous doit 27,50").wait_for()
    axe(page)
    page.get_by_role("button", name="Proposer un relevé").click()
    page.get_by_role("heading", name="Relevé entre").wait_for()
    axe(page)

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(brouette))
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Regarder et répondre").click()
    phone.get_by_role("button", name="Oui, au nom de La Brouette partagée").click()
    phone.get_by_role("heading", name="C’est payé ?").wait_for()
    phone.get_by_role("button", name="Noter comme réglé").click()
    phone.get_by_text("C’est réglé").wait_for()
    assert Statement.objects.get().state == "settled"

    page.goto(reverse("lending:pair", args=[club.slug, brouette.pk]))
    assert page.get_by_text("Vous êtes quittes").is_visible()
    assert page.get_by_text("payé par La Brouette partagée").is_visible()


def test_help_noted_then_undone(pair, new_page, sign_in, axe):
    club, brouette, _velos = pair
    page = new_page(viewport=PHONE)
    sign_in(page, user_of(brouette))
    page.goto(reverse("lending:add", args=[club.slug]))
    axe(page)
    page.get_by_label("Nous avons donné").check()
    page.get_by_label("Avec quelle structure").select_option(label="Les Vélos du Canal")
    page.get_by_label("Qu’est-ce que c’était").fill("Deux bras pour le déménagement")
    page.get_by_label("Combien de temps").fill("2 h 30")
    page.get_by_role("button", name="Noter ce coup de main").click()
    page.get_by_text("prêté 2 h 30").wait_for()
    page.get_by_role("link", name="Annuler la ligne").click()
    axe(page)
    page.get_by_label("Pourquoi").fill("C'était la semaine d'avant.")
    page.get_by_role("button", name="Annuler cette ligne").click()
    page.get_by_text("C’était la semaine d’avant.").wait_for()
    assert Entry.objects.count() == 2


def test_an_agreement_signed_by_both(pair, new_page, sign_in, axe):
    club, brouette, velos = pair
    book(make_van(club, velos), Borrower(brouette), None, "08:00", "18:00")
    page = new_page()
    sign_in(page, user_of(brouette))
    page.goto(reverse("lending:agreements", args=[club.slug]))
    axe(page)
    page.get_by_role("link", name="Ce qu’il faut vérifier").click()
    page.get_by_text("Ceci n’est pas un conseil juridique").wait_for()
    axe(page)
    page.go_back()
    page.get_by_role("button", name="Faire la convention").click()
    page.get_by_role("button", name="Faire la convention").click()
    page.get_by_text("Il manque cette réponse").first.wait_for()
    axe(page)
    page.get_by_label("Où").fill("3 quai du Rivage")
    page.get_by_label("Qui assure quoi").fill("Macif, tous conducteurs.")
    page.get_by_role("button", name="Faire la convention").click()
    page.get_by_role("heading", name="Signer au nom de").wait_for()
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Lire la convention").click()
    assert download.value.suggested_filename == "Convention 1 v1.pdf"
    page.get_by_label("Fonction").fill("présidente")
    page.get_by_role("button", name="Signer").click()
    page.get_by_text("C’est signé").wait_for()

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(velos))
    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Lire et signer").click()
    phone.get_by_label("Fonction").fill("directeur")
    phone.get_by_role("button", name="Signer").click()
    phone.get_by_role("link", name="La convention signée").wait_for()
    assert Agreement.objects.get().state == "signed"


def test_the_year_shown_to_everybody(pair, new_page, sign_in, axe):
    club, brouette, velos = pair
    a_day(make_van(club, velos), brouette, cents=2_000)
    page = new_page()
    sign_in(page, make_organiser(club))
    page.goto(reverse("lending:year", args=[club.slug]))
    page.get_by_text("évité de dépenser 60").wait_for()
    axe(page)
    page.get_by_role("link", name="Les prix de référence").click()
    axe(page)
    page.get_by_label("Tout le monde peut lire").check()
    page.get_by_role("button", name="Garder ces prix").click()
    page.get_by_text("lisible par tout le monde").wait_for()

    visitor = new_page(viewport=PHONE)
    visitor.goto(reverse("lending:year", args=[club.slug]))
    assert visitor.get_by_text(f"évité de dépenser 60 € en {timezone.localdate().year}").is_visible()
    axe(visitor)
