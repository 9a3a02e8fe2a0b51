"""The directory in a real browser: with and without script, on a phone, with the keyboard."""

import re

import pytest

from essaim.clubs.models import Club
from essaim.kernel.hooks import club_territory_changed, organizations_changed
from essaim.organizations.models import OrganizationSector, Sector
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place

from .conftest import DESK, PHONE

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town():
    """Twenty-five organizations in two communes, two sectors, one club."""
    club = Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici", intermunicipalities=["200072460"])
    communes = [make_municipality("62119", "Béthune"), make_municipality("62516", "Lillers", latitude=50.563)]
    sectors = [
        Sector.objects.create(code=code, name=code.title(), name_en=code.title(), position=position)
        for position, code in enumerate(["alimentation", "textile"])
    ]
    rows = []
    for number in range(25):
        row = make_organization(f"Structure {number:02}", family="association", summary="Cuisine pour les cantines.")
        make_place(row, communes[number % 2])
        OrganizationSector.objects.create(organization=row, sector=sectors[number % 5 == 0])
        rows.append(row)
    organizations_changed.tell(ids=[row.pk for row in rows])
    club_territory_changed.tell(club=club)
    return club


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "address",
    [
        "/annuaire/?q=cantine&secteur=textile",
        "/ici/annuaire/?lieu=Bthune&vue=carte",
        "/annuaire/?q=zz&famille=mutuelle",
        "/annuaire/emporter/",
    ],
)
def test_accessible(new_page, axe, town, address, scheme, viewport):
    page = new_page(viewport=viewport, color_scheme=scheme)
    assert page.goto(address).status == 200
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    axe(page)


def test_ticking_replaces_the_results_and_keeps_the_focus(page, town):
    page.goto("/annuaire/?q=cantine")
    page.evaluate("window.kept = true")
    box = page.get_by_label("Textile")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_text("5 structures", exact=True).first.wait_for()
    assert page.locator("#liste li.card").count() == 5
    assert page.url.endswith("/annuaire/?q=cantine&secteur=textile")
    assert page.evaluate("document.activeElement.id") == "f-secteur-textile"
    assert page.evaluate("window.kept")  # the page itself was not loaded again
    assert page.locator('[role="status"]:has(#compte)').inner_text().startswith("5 structures")
    page.go_back()
    page.get_by_text("25 structures", exact=True).first.wait_for()
    assert page.locator("#liste li.card").count() == 20


def test_typing_replaces_the_results(page, town):
    page.goto("/annuaire/")
    page.locator("#q").press_sequentially("structure 07", delay=20)
    page.wait_for_url(re.compile(r"\?q=structure\+07$"))
    expect(page.locator("#liste h2").first).to_have_text("Structure 07")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#propositions option")).not_to_have_count(0)


def test_fragment_gives_what_a_reload_gives(page, town):
    page.goto("/annuaire/")
    page.get_by_label("Textile").check()
    page.get_by_text("5 structures", exact=True).first.wait_for()
    parts = "['compte','actifs','facettes','liste','carte'].map(id => document.getElementById(id).innerText)"
    after = page.evaluate(parts)
    page.reload()
    assert page.evaluate(parts) == after


def test_without_script(new_page, town):
    page = new_page(java_script_enabled=False)
    page.goto("/annuaire/")
    page.get_by_label("Textile").check()
    page.locator("#lieu").fill("Bthune")
    page.get_by_role("button", name=re.compile("^Voir")).click()
    assert page.locator("#liste li.card").count() == 5
    page.get_by_role("link", name="Béthune (62)").click()
    assert 0 < page.locator("#liste li.card").count() < 5
    page.get_by_role("link", name="Textile").click()
    assert page.locator("#liste li.card").count() == 13


def test_filters_of_a_phone_open_as_a_sheet(new_page, town):
    page = new_page(viewport=PHONE)
    page.goto("/annuaire/")
    assert not page.locator("#filtres").is_visible()
    page.get_by_role("button", name="Filtrer").click()
    page.get_by_label("Textile").check()
    page.get_by_role("button", name="Voir 5 structures").click()
    page.locator("#filtres").wait_for(state="hidden")
    assert page.get_by_role("button", name="Filtrer (1)").is_visible()
    page.get_by_role("link", name="Voir la carte").click()
    assert page.locator("#carte").is_visible()
    assert not page.locator("#liste").is_visible()
    page.locator("#carte svg a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("commune=62"))


def test_detailed_map_by_keyboard(new_page, town, settings, axe, live_server):
    settings.ESSAIM_TILE_URL = live_server.url + "/static/ui/logo.svg?{z}/{x}/{y}"
    settings.ESSAIM_TILE_ATTRIBUTION = "Personne"
    page = new_page()
    page.goto("/annuaire/?vue=points&secteur=textile")
    places = page.locator("#points .point")
    places.first.wait_for()
    assert places.count() == 2
    places.first.focus()
    page.keyboard.press("Enter")
    page.locator(".leaflet-popup a", has_text="Structure").first.wait_for()
    axe(page)


@pytest.mark.parametrize("address", ["/annuaire/", "/annuaire/?q=cantine", "/ici/annuaire/"])
def test_weighs_less_than_150_kb_at_a_first_visit(page, town, address):
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(address, wait_until="networkidle")
    assert sizes
    assert sum(sizes) < 150_000
