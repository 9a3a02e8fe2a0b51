"""Two pages of one body, in a real browser: seen side by side, made one field by field, and two again."""

import pytest
from django.urls import reverse

from essaim.organizations.models import DuplicatePair
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pair():
    town = make_municipality()
    a = make_organization("MJC Étoile", summary="Un lieu pour tous.", phone="03 21 00 00 00")
    b = make_organization("Maison des jeunes et de la culture Étoile", summary="Une maison.", email="mjc@example.org")
    for organization in (a, b):
        make_place(organization, municipality=town)
    return DuplicatePair.objects.create(a=a, b=b, score=0.92, reasons=["acronym", "same_city"])


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_pages_become_one_and_two_again(new_page, axe, sign_in, pair, viewport, scheme):
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, make_user(name="Odile Fruchart", is_operator=True))
    page.goto(reverse("organizations:duplicates"))
    axe(page)
    page.get_by_role("link", name="Comparer").click()
    page.get_by_role("heading", name="Est-ce la même structure").wait_for()
    axe(page)
    page.get_by_role("link", name="C’est la même structure").click()

    page.get_by_role("heading", name="Réunir les deux fiches").wait_for()
    axe(page)
    page.get_by_role("group", name="La fiche qui reste").get_by_label("Maison des jeunes").check()
    page.get_by_role("group", name="Nom").get_by_label("MJC Étoile").check()
    page.get_by_role("group", name="En une phrase").get_by_label("Une maison").check()
    page.get_by_role("button", name="Réunir les deux fiches").click()

    page.get_by_text("fait maintenant partie de cette fiche").wait_for()
    axe(page)
    pair.b.refresh_from_db()
    assert (pair.b.name, pair.b.summary, pair.b.phone) == ("MJC Étoile", "Une maison.", "03 21 00 00 00")
    page.goto(pair.a.get_absolute_url())  # the former address leads to the page that stays
    assert page.url.endswith(pair.b.get_absolute_url())

    page.goto(reverse("organizations:merges"))
    page.get_by_role("button", name="Défaire").click()
    page.get_by_text("Ce sont de nouveau deux fiches").wait_for()
    page.goto(pair.a.get_absolute_url())
    assert page.get_by_role("heading", level=1, name="MJC Étoile").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
