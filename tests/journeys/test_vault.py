"""Papers in a real browser: put into the vault from a phone without script, asked for by a dossier, entrusted with one
click, read by who leads, taken back; and handed in by a partner who has only a link."""

import pytest
from django.urls import reverse

from essaim.dossiers import queries
from essaim.dossiers.links import link_token
from essaim.dossiers.tests.factories import user_of
from essaim.submissions.tests.factories import Scene
from essaim.vault.models import Consent, Paper
from essaim.vault.tests.factories import make_paper, pdf

from .conftest import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def file_of(content: bytes, name: str = "piece.pdf") -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_from_the_vault_to_the_dossier_and_back(new_page, sign_in, axe):
    scene = Scene(asked=False)
    papers = reverse("submissions:papers", args=[scene.club.slug, scene.dossier.pk])

    # Who leads asks for the usual papers.
    lead = new_page()
    sign_in(lead, user_of(scene.brouette))
    lead.goto(papers)
    axe(lead)
    lead.get_by_role("button", name="Demande de subvention").click()
    lead.get_by_text("La liste est là").wait_for()
    lead.get_by_label("Pièce").select_option(label="Attestation d’assurance responsabilité civile")
    lead.get_by_label("Précision").fill("Avec les locaux")
    lead.get_by_role("button", name="Demander").click()
    lead.get_by_text("C’est demandé").wait_for()
    axe(lead)

    # The partner fills its vault from a phone, without script.
    phone = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(phone, user_of(scene.velos))
    phone.goto(scene.velos.get_absolute_url())
    phone.get_by_role("link", name="Le coffre").click()
    phone.get_by_role("link", name="Ajouter : Avis de situation Sirene").click()
    phone.get_by_label("Le fichier, ou une photo").set_input_files(file_of(pdf(), "avis.pdf"))
    phone.get_by_role("button", name="Déposer dans le coffre").click()
    assert phone.get_by_text("C’est dans le coffre").is_visible()
    phone.get_by_role("link", name="Ajouter : Statuts signés").click()
    phone.get_by_label("Le fichier, ou une photo").set_input_files(file_of(pdf(password="secret"), "statuts.pdf"))
    phone.get_by_role("button", name="Déposer dans le coffre").click()
    assert phone.get_by_text("protégé par un mot de passe : qui le reçoit").is_visible()

    # One click gives what is asked and valid; the flawed one is said, and replaced.
    phone.goto(papers)
    assert phone.get_by_text("Dans votre coffre : protégé par un mot de passe.").is_visible()
    phone.get_by_role("button", name="Confier la pièce demandée").click()
    assert phone.get_by_text("C’est confié, pour ce dossier seulement").is_visible()
    phone.get_by_role("link", name="Remplacer : Statuts signés").click()
    phone.get_by_label("Le fichier, ou une photo").set_input_files(file_of(pdf(), "statuts.pdf"))
    phone.get_by_role("button", name="Déposer dans le coffre").click()
    phone.goto(papers)
    phone.get_by_role("button", name="Confier la pièce demandée").click()
    assert Consent.objects.filter(revoked_at=None).count() == 2

    # Who leads reads one; its owner is told, and takes it back.
    lead.goto(papers)
    axe(lead)
    with lead.expect_download() as download:
        lead.get_by_role("button", name="Lire : Statuts signés").click()
    assert download.value.suggested_filename == "statuts.pdf"
    lead.get_by_role("link", name="Vérifier").click()
    lead.get_by_role("heading", name="Ce qui empêche encore d’envoyer").wait_for()
    axe(lead)

    owner = new_page()
    sign_in(owner, user_of(scene.velos))
    owner.goto(reverse("vault:index", args=[scene.velos.pk]))
    axe(owner)
    owner.get_by_role("link", name="1 lecture par d’autres").click()
    owner.get_by_text("Odile Fruchart").wait_for()
    axe(owner)
    owner.goto(reverse("vault:index", args=[scene.velos.pk]))
    owner.get_by_role("button", name="Reprendre : Statuts signés").click()
    owner.get_by_text("C’est repris").wait_for()
    owner.get_by_role("link", name="Statuts signés").first.click()
    axe(owner)
    owner.get_by_text("Les versions d’avant").wait_for()
    assert Consent.objects.filter(revoked_at=None).count() == 1
    assert Paper.objects.filter(replaced_at=None).count() == 2


def test_from_outside_with_a_link(new_page, axe):
    scene = Scene()
    _partner, link = scene.outside()
    scene.give(scene.velos, make_paper(scene.velos, "statuts"))
    page = new_page(viewport=PHONE)
    page.goto(reverse("dossiers:link", args=[scene.club.slug, link_token(link)]))
    page.get_by_role("button", name="Entrer").click()
    page.goto(reverse("submissions:papers", args=[scene.club.slug, scene.dossier.pk]))
    page.get_by_role("link", name="Déposer : Statuts signés").click()
    axe(page)
    page.get_by_label("Le fichier, ou une photo").set_input_files(file_of(pdf(), "nos statuts.pdf"))
    page.get_by_role("button", name="Déposer").click()
    page.get_by_text("C’est déposé, pour ce dossier seulement").wait_for()
    axe(page)
    # It reads its own, and nothing of the others.
    assert page.get_by_role("button", name="Lire : Statuts signés").count() == 1
    assert queries.partners_of(scene.dossier)[-1].direct_papers.get().file_name == "nos statuts.pdf"
