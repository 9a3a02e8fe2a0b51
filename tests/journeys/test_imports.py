"""A file with odd headers becomes pages of the directory, in a real browser: columns, preview, a duplicate decided,
the import, its report, and all of it taken back. Then the API of the club's territory, read in the background."""

import pytest
from django.urls import reverse

from essaim.clubs.actions import set_territory
from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.imports import background
from essaim.imports.official import sirene_folder
from essaim.imports.tests.test_sirene import PLACES, UNITS, Server, unit
from essaim.imports.tests.test_sirene import page as answer
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As a spreadsheet of the prefecture writes them: capitals, no accent, cp1252, a SIRET with spaces, a postal code alone.
LIST = (
    "RAISON SOC.;N° SIRET;ville (siege);CP;Tél. fixe;Site\n"
    "LES VERGERS DE LA LYS;732 829 320 00074;BETHUNE;62400;321000001;vergers.example.org\n"
    "Association La Brouette partagée;;Béthune;62400;;\n"
    "Le Panier;12345678900011;Béthune;62400;;\n"
).encode("cp1252")


@pytest.fixture
def club():
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    town = make_municipality()
    make_place(make_organization("La Brouette partagée"), municipality=town)
    set_territory(club=club, intermunicipalities=["200072460"], municipalities=[], actor=None)
    return club


def upload(page, club) -> None:
    page.goto(reverse("club_imports:index", args=[club.slug]))
    page.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "prefecture.csv", "mimeType": "text/csv", "buffer": LIST}
    )
    page.get_by_role("button", name="Lire ce fichier").click()
    page.get_by_role("heading", name="Que contient chaque colonne").wait_for()


def test_a_file_comes_in_and_can_be_taken_back(page, axe, sign_in, club):
    sign_in(page, make_organiser(club, make_user(name="Odile Lefebvre")))
    upload(page, club)
    axe(page)
    guessed = {
        header: page.get_by_label(f"Ce que contient « {header} »").input_value()
        for header in ("RAISON SOC.", "N° SIRET", "ville (siege)", "CP")
    }
    assert guessed == {"RAISON SOC.": "name", "N° SIRET": "siret", "ville (siege)": "city", "CP": "postal_code"}
    page.get_by_label("Ce que contient « Tél. fixe »").select_option("phone")
    page.get_by_label("Retenir ces choix").fill("La préfecture")
    page.get_by_role("button", name="Voir ce que l’import ferait").click()

    page.get_by_role("heading", name="Ce que l’import ferait").wait_for()
    axe(page)
    assert page.get_by_role("heading", name="Ligne 3, Association La Brouette partagée").is_visible()
    page.get_by_label("C’est la même").check()
    page.get_by_role("button", name="Garder ces choix").click()
    page.get_by_text("Vos choix sont gardés").wait_for()
    page.get_by_role("link", name="Refusées").click()
    page.get_by_text("12345678900011").wait_for()
    assert Organization.objects.count() == 1

    page.get_by_role("button", name="Importer", exact=True).click()
    page.get_by_text("C’est importé").wait_for()
    axe(page)
    vergers = Organization.objects.get(siren="732829320")
    assert (vergers.phone, vergers.website) == ("03 21 00 00 01", "https://vergers.example.org")
    brouette = Organization.objects.get(folded_name="la brouette partagee")
    assert brouette.other_names.get().name == "Association La Brouette partagée"
    with page.expect_download() as download:
        page.get_by_role("link", name="Compte rendu (CSV)").click()
    assert "LES VERGERS DE LA LYS" in download.value.path().read_text(encoding="utf-8-sig")

    page.get_by_text("Annuler cet import").click()
    page.get_by_role("button", name="Tout annuler").click()
    page.get_by_text("L’import est annulé").wait_for()
    axe(page)
    assert Organization.objects.get() == brouette
    assert not brouette.other_names.exists()
    upload(page, club)
    page.get_by_text(
        "Vos choix retenus sous le nom « La préfecture »".replace("« ", "«\u202f").replace(" »", "\u202f»")
    ).wait_for()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_api_is_read_in_the_background_and_the_page_follows(
    new_page, axe, sign_in, club, settings, tmp_path, viewport, scheme
):
    settings.MEDIA_ROOT = tmp_path
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, make_organiser(club, make_user(name="Odile Lefebvre")))
    page.goto(reverse("club_imports:index", args=[club.slug]))
    page.get_by_text("API Recherche d’entreprises").click()
    axe(page)
    page.get_by_role("button", name="Interroger l’API").click()
    page.get_by_text("En attente de son tour").wait_for()
    axe(page)
    with Server([(200, {}, answer([unit("732829320", "LES VERGERS DE LA LYS")]))]) as server:
        settings.ESSAIM_COMPANIES_API = server.address
        assert background.work_once()
    page.get_by_role("heading", name="Ce que l’import ferait").wait_for()  # by itself
    axe(page)
    page.get_by_role("button", name="Importer", exact=True).click()
    page.get_by_role("heading", name="L’import s’écrit").wait_for()
    assert background.work_once()
    page.get_by_role("heading", name="Ce que l’import a fait").wait_for()
    assert Organization.objects.get(siren="732829320").name == "LES VERGERS DE LA LYS"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_files_of_sirene_from_the_folder_to_the_directory(new_page, axe, sign_in, club, settings, tmp_path):
    """By the operator's hands: where to put them, the two files found, the territory of a club, then the directory."""
    settings.ESSAIM_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path
    operator = make_user("operator@demo.example", name="Odile Lefebvre", is_operator=True)
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    sign_in(page, operator)
    page.goto(reverse("imports:index"))
    page.get_by_text("Fichiers stock de Sirene").click()
    page.get_by_text("Déposez StockUniteLegale et StockEtablissement").wait_for()
    folder = sirene_folder()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "StockUniteLegale.csv").write_text(UNITS)
    (folder / "StockEtablissement.csv").write_text(PLACES)
    page.reload()
    page.get_by_text("Fichiers stock de Sirene").click()
    sirene = page.locator("form", has=page.get_by_role("button", name="Lire ces fichiers"))
    assert sirene.get_by_label("Unités légales").input_value() == "StockUniteLegale.csv"
    assert sirene.get_by_label("Établissements").input_value() == "StockEtablissement.csv"
    sirene.locator("select[name=territory]").select_option(f"club:{club.pk}")
    axe(page)
    sirene.get_by_role("button", name="Lire ces fichiers").click()
    page.get_by_text("En attente de son tour").wait_for()
    assert background.work_once()
    page.get_by_role("heading", name="Ce que l’import ferait").wait_for()
    axe(page)
    page.get_by_role("button", name="Importer", exact=True).click()
    page.get_by_role("heading", name="L’import s’écrit").wait_for()
    assert background.work_once()
    page.get_by_role("heading", name="Ce que l’import a fait").wait_for()
    assert Organization.objects.get(siren="404833048").name == "FIL ET TERRIL"
    assert not Organization.objects.filter(name="USINE ORDINAIRE").exists()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
