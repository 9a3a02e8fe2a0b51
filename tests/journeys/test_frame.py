"""The frame of every page: keyboard, menu, themes, languages; and that our checks see what they must."""

import pytest

from tests.access_matrix.cast import cast  # noqa: F401  (a fixture)

from .conftest import PHONE
from .walk import FORMS_WITHOUT_BUTTON, OVERFLOW, Weigher, pages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOCUSED = "document.activeElement"
OUTLINE = f"getComputedStyle({FOCUSED}).outlineStyle + ' ' + parseFloat(getComputedStyle({FOCUSED}).outlineWidth)"


def test_checks_see_what_they_must(page, violations):
    """A page with one fault of each kind."""
    page.goto("/")
    page.evaluate("""() => { document.querySelector("main").innerHTML = `
        <img src="/static/ui/logo.svg" width="900" height="10">
        <form><input aria-label="Nom"></form>
        <p><button type="button">a</button><button type="button">b</button></p>`;
        for (const button of document.querySelectorAll("main button"))
            button.style.cssText = "width:12px;height:12px;padding:0;border:0" }""")
    rules = {line.split(":")[0] for line in violations(page)}
    assert {"image-alt", "target-size", "page-has-heading-one"} <= rules
    assert violations(page, only="image-alt")
    assert len(page.evaluate(FORMS_WITHOUT_BUTTON)) == 1
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("document.querySelector('img').style.maxWidth = 'none'")
    assert page.evaluate(OVERFLOW) > 500


def test_weight_is_counted_once_per_visit(page):
    weigher = Weigher(page)
    page.goto("/", wait_until="load")
    first = weigher.total()
    assert first > 35_000, "the style sheet alone weighs 29 kB"
    weigher.start()
    page.goto("/", wait_until="load")
    assert weigher.total() == pytest.approx(first, abs=2_000)


def test_skip_link_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.getAttribute('href')") == "#contenu"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{FOCUSED}.closest('main')")


def test_search_by_keyboard(page, cast):  # noqa: F811
    page.goto("/")
    page.locator("#q").focus()
    page.keyboard.type("brouette")
    page.keyboard.press("Enter")
    page.wait_for_url("**/annuaire/?q=brouette")
    assert page.locator("main h1").is_visible()


def test_menu_of_a_phone_by_keyboard(new_page):
    page = new_page(viewport=PHONE)
    page.goto("/")
    menu = page.locator("#nav")
    assert not menu.is_visible()
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate(f"!!{FOCUSED}.closest('#nav')")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert page.evaluate(f"{FOCUSED}.textContent").strip() == "Menu"


@pytest.mark.parametrize("address", ["/", "/annuaire/", "/composants/", "/compte/login/"])
def test_focus_always_shows(page, cast, address):  # noqa: F811
    """Every stop of the Tab key has an outline, or is a cell of the map, which is filled instead."""
    page.goto(address)
    stops, hidden = page.locator("a[href], button, input, select, textarea, summary").count(), []
    for _stop in range(min(stops, 90)):
        page.keyboard.press("Tab")
        if page.evaluate(f"{FOCUSED} === document.body || !!{FOCUSED}.closest('.hive')"):
            continue
        style, width = page.evaluate(OUTLINE).split()
        if style == "none" or float(width) < 2:
            hidden.append(page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)"))
    assert hidden == []


def test_theme_is_chosen_and_kept(new_page):
    page = new_page(color_scheme="light")
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Sombre").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.goto("/vie-privee/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    assert page.get_by_role("button", name="Sombre").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Comme l’appareil").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_language_leads_to_the_same_page(page):
    page.goto("/vie-privee/")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/vie-privee/")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Français").click()
    page.wait_for_url(lambda url: url.endswith("/vie-privee/") and "/en/" not in url)


@pytest.mark.parametrize("role", ["visitor", "organiser"])
def test_pages_stand_without_script(role, cast, new_page, sign_in):  # noqa: F811
    page = new_page(java_script_enabled=False, viewport=PHONE)
    if user := cast.people[role]:
        sign_in(page, user)
    for address in pages(cast, role):
        page.goto(address)
        assert page.locator("main h1").is_visible(), address
        for form in page.locator("main form").all():
            inside = form.locator("button:not([type=button])").count()
            name = form.get_attribute("id")
            outside = page.locator(f"button[form='{name}']").count() if name else 0
            assert inside + outside, f"{address}: a form without button"
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    assert page.locator("#nav").is_visible(), "a popover needs no script"
    assert not page.locator("[data-theme-choice]").is_visible()


def test_switcher_closes_by_escape(page, cast):  # noqa: F811
    page.goto("/ici/")
    page.locator("details.switcher summary").click()
    assert page.locator("details.switcher nav").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("details.switcher nav").is_visible()


def test_summary_of_a_form_leads_to_the_field(page):
    page.goto("/composants/")
    assert page.evaluate(f"{FOCUSED}.id") == "a-revoir"
    page.locator("#a-revoir a", has_text="SIRET").click()
    assert page.evaluate(f"{FOCUSED}.id") == "id_siret"


def test_long_text_counts_what_is_left(page):
    page.goto("/composants/")
    page.locator("#id_vide-story").fill("a" * 299)
    assert page.locator("[data-counter=id_vide-story]").inner_text() == "Il reste un caractère."
