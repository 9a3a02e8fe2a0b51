"""The page of an organization and its forms, in a real browser, with and without script."""

import pytest

from essaim.organizations import actions
from essaim.organizations.tests.factories import make_organization, make_place, make_representation, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def organization():
    organization = make_organization(
        summary="Du légume de plein champ.", description="Nous **cultivons**.", siren="732829320",
        email="contact@brouette.example", phone="03 21 00 00 00", legal_category="9220",
    )  # fmt: skip
    make_place(organization)
    actions.set_skills(organization=organization, skills=["Légumes de saison", "Espaces verts"])
    actions.set_exchanges(organization=organization, exchanges=[{"kind": "need", "title": "Un camion"}])
    actions.set_references(organization=organization, references=[{"client": "Ville", "what": "Paniers", "year": 2024}])
    actions.set_served_areas(organization=organization, areas=[("municipality", "62119")])
    actions.set_statuses(organization=organization, statuses=[{"kind": "esus"}])
    return organization


@pytest.fixture
def keeper(organization):
    keeper = make_user("odile@example.org", name="Odile Fruchart")
    make_representation(organization, keeper, email=keeper.email, visibility="public")
    return keeper


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page(new_page, axe, organization, keeper, viewport, scheme):
    page = new_page(viewport=viewport, color_scheme=scheme)
    page.goto(organization.get_absolute_url())
    assert page.locator("main h1").inner_text() == "La Brouette partagée"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    axe(page)


def test_every_screen_of_its_people(new_page, axe, sign_in, organization, keeper):
    page = new_page()
    sign_in(page, keeper)
    base = f"/structures/{organization.pk}"
    cards = ("identite", "activite", "echanges", "personnes", "lieux", "statuts", "liens", "images")
    addresses = [f"{base}/modifier/", *(f"{base}/modifier/{card}/" for card in cards), f"{base}/demandes/",
                 f"{base}/corriger/", f"{base}/tenir/", "/structures/nouvelle/"]  # fmt: skip
    for address in addresses:
        assert page.goto(address).status == 200
        axe(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_an_offer_is_added_and_another_taken_away(new_page, sign_in, organization, keeper, script):
    page = new_page(java_script_enabled=script)
    sign_in(page, keeper)
    page.goto(organization.get_absolute_url())
    page.get_by_role("link", name="Modifier la fiche").click()
    page.get_by_role("link", name="Offres et besoins").click()
    page.locator("#id_exchanges-1-kind").select_option("offer")
    page.locator("#id_exchanges-1-title").fill("Un four à pain")
    page.get_by_role("button", name="Ajouter une annonce").click()
    assert page.locator("#id_exchanges-1-title").input_value() == "Un four à pain"
    page.locator("#id_exchanges-2-kind").select_option("need")
    page.locator("#id_exchanges-2-title").fill("Des bocaux")
    page.locator("#id_exchanges-0-DELETE").check()
    page.get_by_role("button", name="Enregistrer").last.click()
    page.goto(organization.get_absolute_url())
    section = page.locator("#echanges").inner_text()
    assert "Un four à pain" in section
    assert "Des bocaux" in section
    assert "Un camion" not in section


def test_enter_saves_and_does_not_add_a_row(new_page, sign_in, organization, keeper):
    page = new_page()
    sign_in(page, keeper)
    page.goto(f"/structures/{organization.pk}/modifier/liens/")
    page.locator("#id_website").fill("www.brouette.example")
    page.locator("#id_website").press("Enter")
    page.wait_for_url(f"**/structures/{organization.pk}/modifier/")
    organization.refresh_from_db()
    assert organization.website == "https://www.brouette.example"


def test_a_visitor_suggests_a_correction(page, organization, keeper):
    page.goto(organization.get_absolute_url())
    page.get_by_role("link", name="Suggérer une correction").click()
    page.get_by_label("Ce qui est à corriger").select_option("phone")
    page.get_by_label("Ce qu’il faudrait lire").fill("03 21 99 99 99")
    page.get_by_role("button", name="Envoyer la correction").click()
    assert "Votre correction est partie" in page.locator("main").inner_text()
    assert organization.corrections.get().text == "03 21 99 99 99"
