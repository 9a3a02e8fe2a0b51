"""A joint answer in a real browser: the lead, a partner, an outside partner by a secure link on a phone without script,
and a funder who reads until the link is withdrawn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.calls.tests.factories import make_call
from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions
from essaim.dossiers.links import link_token
from essaim.dossiers.models import AccessLink, Dossier
from essaim.dossiers.tests.factories import a_member, part_of, user_of

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def link_of(email="", name="") -> str:
    row = AccessLink.objects.select_related("dossier__club").get(**{"email": email} if email else {"name": name})
    return reverse("dossiers:link", args=[row.dossier.club.slug, link_token(row)])


def test_from_a_call_to_a_file_ready_to_leave(new_page, sign_in, axe):
    club = make_club("ici", name="Club d'ici", short_name="Ici")
    velos = a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")
    brouette = a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")
    call = make_call(title="Cuisines ouvertes")

    # The lead, from the call.
    page = new_page()
    sign_in(page, user_of(velos))
    page.goto(call.address_in(club))
    axe(page)
    page.get_by_role("link", name="Ouvrir un dossier").click()
    page.get_by_label("Nom du projet").fill("Une cuisine à plusieurs")
    page.get_by_label("Lettre d’intention").check()
    axe(page)
    page.get_by_role("button", name="Ouvrir le dossier").click()
    page.get_by_role("button", name="Réunir l’équipe").click()
    page.get_by_text("peuvent se proposer.").first.wait_for()
    axe(page)
    dossier = Dossier.objects.get()
    url = reverse("dossiers:detail", args=["ici", dossier.pk])

    # A member offers itself; the lead takes it in.
    other = new_page()
    sign_in(other, user_of(brouette))
    other.goto(reverse("dossiers:index", args=["ici"]))
    axe(other)
    other.get_by_role("link", name="Une cuisine à plusieurs").click()
    other.get_by_label("Ce que vous pourriez apporter").fill("Un camion et des légumes")
    axe(other)
    other.get_by_role("button", name="Nous proposer").click()
    page.goto(url + "equipe/")
    page.get_by_text("Un camion et des légumes").wait_for()
    axe(page)
    page.get_by_role("button", name="Accueillir").click()

    # Somebody from outside is invited by e-mail.
    page.get_by_role("link", name="Inviter").first.click()
    page.get_by_label("Nom de la structure").last.fill("Le Fournil")
    page.get_by_label("Personne à qui écrire").fill("Claire Lefort")
    page.get_by_label("Son adresse e-mail").fill("claire@fournil.example")
    axe(page)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    page.get_by_text("L’invitation est partie").wait_for()
    phone = new_page(viewport=PHONE, java_script_enabled=False)
    phone.goto(link_of(email="claire@fournil.example"))
    assert phone.get_by_text("Claire Lefort").first.is_visible()
    phone.get_by_role("button", name="Entrer dans le dossier").click()
    phone.get_by_role("button", name="Nous en sommes").click()
    assert phone.get_by_text("Bienvenue dans l’équipe").is_visible()

    # Shares, then each confirms in its own name.
    page.goto(url + "equipe/parts/")
    page.get_by_label("Groupement conjoint").check()
    for place, share in enumerate(("50", "30", "20,01")):
        page.get_by_label("Part, en %").nth(place).fill(share)
    axe(page)
    page.get_by_role("button", name="Enregistrer la composition").click()
    page.get_by_text("de trop").first.wait_for()
    page.get_by_role("link", name="Rôles et parts").click()
    page.get_by_label("Part, en %").nth(2).fill("20")
    page.get_by_role("button", name="Enregistrer la composition").click()
    page.get_by_role("button", name="Faire confirmer cette composition").click()
    axe(page)
    for one in (page, other, phone):
        one.goto(url)
        one.get_by_role("button", name="Oui, je confirme").click()
    page.goto(url)
    page.get_by_role("button", name="Passer à l’écriture").click()

    # Two write one part at once; who has no account writes the part that is theirs.
    part, theirs = dossier.sections.all()[:2]
    actions.edit_section(section=theirs, actor=None, owner=part_of(dossier, dossier.partners.last().organization))
    for one in (page, other):
        one.goto(f"{url}texte/{part.pk}/")
    page.get_by_label("Qui nous sommes").fill("Nous sommes trois.")
    other.get_by_label("Qui nous sommes").fill("Et nous cuisinons.")
    page.get_by_text("est ici aussi").wait_for()
    page.wait_for_function("document.querySelector('form[data-writing] textarea').value.includes('cuisinons')")
    axe(page)
    part.text.refresh_from_db()
    assert "Nous sommes trois." in part.text.content
    phone.goto(f"{url}texte/{theirs.pk}/")
    phone.get_by_label("Ce que nous voulons faire").fill("Du pain le soir.")
    phone.get_by_role("button", name="Enregistrer").first.click()
    theirs.text.refresh_from_db()
    assert theirs.text.content.strip() == "Du pain le soir."
    page.goto(url + "texte/")
    page.get_by_text("Du pain le soir.").wait_for()
    axe(page)

    # The plan, and what was decided.
    page.goto(url + "plan/")
    page.get_by_role("button", name="Fait").first.click()
    page.get_by_text("Une de moins").wait_for()
    page.get_by_label("Ce qui est décidé").fill("On commence par les cantines")
    page.get_by_role("button", name="L’écrire au journal").click()
    page.get_by_text("C’est écrit au journal").wait_for()
    axe(page)

    # The funder reads, until the link is withdrawn.
    page.goto(url + "lecture/")
    page.get_by_label("Pour qui").fill("La Région")
    page.get_by_label("Lisible jusqu’au").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Faire le lien").click()
    page.get_by_text("Le lien est prêt").wait_for()
    axe(page)
    funder = new_page()
    funder.goto(link_of(name="La Région"))
    axe(funder)
    funder.get_by_role("button", name="Entrer dans le dossier").click()
    funder.goto(url + "texte/")
    funder.get_by_text("Du pain le soir.").wait_for()
    assert funder.get_by_role("link", name="Écrire").count() == 0
    axe(funder)
    page.get_by_role("button", name="Retirer").click()
    assert funder.goto(url).status == 404

    page.goto(url)
    page.get_by_role("button", name="Tout est prêt à envoyer").click()
    page.get_by_text("Tout est prêt à partir").wait_for()
    dossier.refresh_from_db()
    assert dossier.state == "checked"
