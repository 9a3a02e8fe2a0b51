"""The charter in a real browser: an organiser begins it, a member proposes, it is published, signed and registered."""

import pytest
from django.urls import reverse

from essaim.charter.models import Signature, Version
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici")


def test_from_a_blank_page_to_the_first_signature(new_page, sign_in, axe, club):
    organiser = make_organiser(club)
    member = make_user("karim@example.org", name="Karim Delobelle")
    make_representation(make_member(club, make_organization("Les Vélos du Canal")), member, role="coordinateur")

    page = new_page()
    sign_in(page, organiser)
    page.goto(reverse("charter:draft", args=[club.slug]))
    axe(page)
    page.get_by_role("button", name="Partir de cette charte").click()
    page.get_by_role("heading", name="8. ").wait_for()
    assert page.locator("article.card").count() == 8
    axe(page)
    page.get_by_text("Ajouter un article").click()
    page.get_by_label("Titre de l’article").fill("Le café")
    page.get_by_role("button", name="L’ajouter et l’écrire").click()
    page.get_by_role("textbox").fill("Il est chaud, et partagé.")
    page.get_by_role("button", name="Enregistrer").click()

    phone = new_page(viewport=PHONE)
    sign_in(phone, member)
    phone.goto(reverse("charter:draft", args=[club.slug]))
    phone.get_by_role("link", name="Discuter : Le café").click()
    phone.get_by_role("link", name="Proposer un changement").click()
    phone.get_by_role("textbox").first.fill("Il est chaud, partagé, et équitable.")
    phone.get_by_role("button", name="Proposer ce changement").click()

    page.goto(reverse("day:index", args=[club.slug]))
    assert page.get_by_text("1 changement est proposé à la charte").first.is_visible()
    page.goto(reverse("charter:draft", args=[club.slug]))
    page.get_by_role("link", name="Discuter : Le café").click()
    page.get_by_role("button", name="Reprendre dans le texte").click()
    page.goto(reverse("charter:draft", args=[club.slug]))
    page.get_by_role("link", name="Publier la charte").click()
    axe(page)
    page.get_by_role("button", name="Publier et prévenir les membres").click()
    page.get_by_text("La version 1 est publiée").wait_for()
    assert "et équitable" in Version.objects.get().content

    phone.goto(reverse("day:index", args=[club.slug]))
    phone.get_by_role("link", name="Lire et signer").click()
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.get_by_label("J’ai lu la charte").check()
    phone.get_by_role("button", name="Signer au nom de Les Vélos du Canal").click()
    phone.get_by_text("C’est signé").wait_for()
    signature = Signature.objects.get()
    assert (signature.name, signature.role) == ("Karim Delobelle", "coordinateur")

    page.goto(reverse("charter:signatures", args=[club.slug]))
    assert page.get_by_role("heading", name="Tout le monde a signé").is_visible()
    axe(page)
    page.goto(reverse("club_members:register", args=[club.slug]))
    assert page.get_by_text("signée le").first.is_visible()
    axe(page)

    visitor = new_page(java_script_enabled=False)
    visitor.goto(reverse("charter:index", args=[club.slug]))
    assert visitor.get_by_role("link", name="Les Vélos du Canal").is_visible()
    assert visitor.get_by_text(Version.objects.get().sha256).is_visible()
