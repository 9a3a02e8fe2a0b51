"""Clubs in a real browser: every page under axe, and an organiser's first day without JavaScript."""

import pytest
from django.urls import reverse

from essaim.clubs.actions import set_territory
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.tests.factories import make_municipality, make_organization, make_place, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "clubs:detail", "club_members:index", "club_settings:index", "club_settings:territory", "club_settings:people",
]  # fmt: skip


@pytest.fixture
def club():
    club = make_club(
        "ici", name="Club d'ici", short_name="Ici", tagline="Un essaim", presentation="Ensemble.",
        email="bonjour@example.org",
    )  # fmt: skip
    for name in ("La Brouette partagée", "Fil & Terril"):
        make_place(make_member(club, make_organization(name, summary="Ce qu'elle fait.")))
    make_municipality("62126", "Beuvry", latitude=50.51, longitude=2.68)
    set_territory(club=club, intermunicipalities=["200072460"], municipalities=[], actor=None)
    return club


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page(new_page, axe, sign_in, club, viewport, scheme):
    page = new_page(viewport=viewport, color_scheme=scheme)
    for name in ("clubs:detail", "club_members:index"):
        page.goto(reverse(name, args=[club.slug]))
        axe(page)
    page.goto(reverse("all_clubs:index"))
    axe(page)
    user = make_organiser(club, make_user(name="Odile Lefebvre", is_operator=True))
    sign_in(page, user)
    for name in PAGES:
        page.goto(reverse(name, args=[club.slug]))
        assert page.locator("main h1").count() == 1, name
        axe(page)
    page.goto(reverse("all_clubs:new"))
    axe(page)
    page.goto(reverse("accounts:detail"))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_first_day_without_javascript(new_page, sign_in):
    make_municipality()
    make_municipality("62126", "Beuvry", latitude=50.51, longitude=2.68)
    make_organization("La Brouette partagée")
    page = new_page(java_script_enabled=False)
    sign_in(page, make_user(name="Nadia", is_operator=True))

    page.goto(reverse("all_clubs:new"))
    page.get_by_label("Nom du club").fill("Club de la Lys")
    page.get_by_label("Adresse e-mail de la personne qui anime").fill("odile@example.org")
    page.get_by_role("button", name="Créer ce club").click()

    page.get_by_role("searchbox").fill("beth")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Ajouter CA de Béthune-Bruay").click()
    page.get_by_text("Le territoire est à jour").wait_for()
    assert page.locator(".hive use").count() == 2

    page.get_by_role("link", name="Membres").click()
    page.get_by_role("searchbox").fill("brouette")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("button", name="Noter comme membre").click()
    page.get_by_text("est maintenant membre du club").wait_for()

    page.goto(reverse("clubs:detail", args=["club-de-la-lys"]))
    assert page.get_by_role("link", name="La Brouette partagée").is_visible()
    assert Club.objects.get().charges.get().user.email == "odile@example.org"
