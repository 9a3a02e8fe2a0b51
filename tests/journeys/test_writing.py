"""Several people write one text in real browsers: at once, without connection, without script."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.organizations.tests.factories import make_user
from essaim.writing.models import Text
from essaim.writing.tests.factories import make_text

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 20_000  # ms: a pause, a look, and a slow machine


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def text(club):
    return make_text(club, "# Accueil\n\n# Locaux\n", title="Compte rendu")


@pytest.fixture
def writer(new_page, sign_in, club, text):
    def open_editor(name: str, **options):
        page = new_page(**options)
        sign_in(page, make_organiser(club, make_user(name=name)))
        page.goto(reverse("writing:edit", args=["ici", text.pk]))
        return page

    return open_editor


def area(page):
    return page.get_by_label("Compte rendu")


def type_after(page, words: str, typed: str) -> None:
    """Put the caret after these words and type."""
    area(page).evaluate(
        """(field, words) => { field.focus(); const end = field.value.indexOf(words) + words.length;
        field.setSelectionRange(end, end) }""",
        words,
    )
    page.keyboard.type(typed, delay=15)


def wait_for(page, *wanted: str) -> None:
    page.wait_for_function(
        """wanted => wanted.every(one => document.querySelector("textarea").value.includes(one))""",
        arg=list(wanted),
        timeout=SOON,
    )


def test_two_browsers_type_at_once(writer, text):
    nadia, karim = writer("Nadia Benali"), writer("Karim Delobelle")
    type_after(nadia, "# Accueil\n", "Odile ouvre la séance. ")
    type_after(karim, "# Locaux\n", "Trois lieux visités. ")
    type_after(nadia, "la séance. ", "Douze personnes.")
    type_after(karim, "visités. ", "Un seul convient.")
    everything = ("Odile ouvre la séance. Douze personnes.", "Trois lieux visités. Un seul convient.")
    wait_for(nadia, *everything)
    wait_for(karim, *everything)
    nadia.get_by_text("Enregistré à").wait_for(timeout=SOON)
    karim.get_by_text("Nadia Benali est ici aussi.").wait_for(timeout=SOON)
    kept = Text.objects.get().content
    assert kept.startswith("# Accueil\nOdile ouvre la séance. Douze personnes.")
    assert kept.count("Trois lieux") == 1


def test_the_caret_stays_where_one_types(writer, text):
    nadia, karim = writer("Nadia Benali"), writer("Karim Delobelle")
    type_after(karim, "# Locaux\n", "Ici")
    wait_for(nadia, "Ici")
    type_after(nadia, "# Accueil\n", "Une ligne de plus, avant.\n")
    wait_for(karim, "avant.")
    karim.keyboard.type(" même.", delay=15)
    wait_for(nadia, "Ici même.")


def test_a_browser_goes_offline_writes_and_comes_back(writer, text):
    nadia, karim = writer("Nadia Benali"), writer("Karim Delobelle")
    nadia.context.set_offline(True)
    type_after(nadia, "# Accueil\n", "Écrit dans le train.")
    nadia.get_by_text("Pas de connexion").wait_for(timeout=SOON)
    type_after(karim, "# Locaux\n", "Écrit au bureau.")
    karim.get_by_text("Enregistré à").wait_for(timeout=SOON)
    nadia.context.set_offline(False)
    wait_for(nadia, "Écrit dans le train.", "Écrit au bureau.")
    wait_for(karim, "Écrit dans le train.", "Écrit au bureau.")


def test_a_laptop_closed_without_connection_loses_nothing(writer, text):
    nadia = writer("Nadia Benali")
    nadia.context.set_offline(True)
    type_after(nadia, "# Accueil\n", "Pas encore parti.")
    nadia.get_by_text("Pas de connexion").wait_for(timeout=SOON)
    nadia.goto("about:blank")
    nadia.context.set_offline(False)
    karim = writer("Karim Delobelle")
    type_after(karim, "# Locaux\n", "Pendant ce temps.")
    karim.get_by_text("Enregistré à").wait_for(timeout=SOON)
    nadia.goto(reverse("writing:edit", args=["ici", text.pk]))
    wait_for(nadia, "Pas encore parti.", "Pendant ce temps.")
    wait_for(karim, "Pas encore parti.")
    assert Text.objects.get().content.count("Pas encore parti.") == 1


def test_without_script_the_button_saves_and_merges(writer, text):
    plain, other = writer("Nadia Benali", java_script_enabled=False), writer("Karim Delobelle")
    type_after(other, "# Locaux\n", "Avec script.")
    other.get_by_text("Enregistré à").wait_for(timeout=SOON)
    area(plain).fill("# Accueil\nSans script.\n# Locaux\n")
    plain.get_by_role("button", name="Enregistrer").click()
    plain.get_by_text("avec ce que d’autres ont écrit").wait_for()
    kept = Text.objects.get().content
    assert "Sans script." in kept
    assert "Avec script." in kept


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_discussion(new_page, sign_in, axe, club, text, viewport, scheme):
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, make_organiser(club, make_user(name="Nadia Benali")))
    page.goto(reverse("writing:detail", args=["ici", text.pk]))
    page.get_by_text("Faire une remarque").click()
    page.get_by_label("Le passage").fill("Locaux")
    page.get_by_label("Votre remarque").fill("Lesquels ?")
    page.get_by_role("button", name="Garder cette remarque").click()
    page.get_by_role("link", name="« Locaux »").wait_for()
    page.get_by_role("link", name="Proposer un changement").click()
    page.get_by_label("Le texte comme vous le voudriez").fill("# Accueil\n\n# Les locaux\n")
    axe(page)
    page.get_by_role("button", name="Proposer ce changement").click()
    page.get_by_role("button", name="Reprendre dans le texte").click()
    page.get_by_text("reprise dans le texte").first.wait_for()
    axe(page)
    page.goto(reverse("writing:history", args=["ici", text.pk]))
    page.get_by_role("link", name="Voir ce qui a changé").first.click()
    page.locator("ins").first.wait_for()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
