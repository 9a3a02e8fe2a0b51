"""The pages of papers and checks, by the hands of each side."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.dossiers import actions as dossiers
from essaim.dossiers.links import link_token
from essaim.dossiers.tests.factories import a_member, send, user_of
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.submissions import actions
from essaim.submissions.models import AskedPaper, DirectPaper, GivenPaper
from essaim.vault.models import Consent
from essaim.vault.tests.factories import make_paper, pdf, upload
from tests.helpers.queries import assert_same_queries

from .factories import Scene, again

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def url(scene, name, *more):
    return reverse(f"submissions:{name}", args=[scene.club.slug, scene.dossier.pk, *more])


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_the_lead_begins_with_a_usual_list(client):
    scene = Scene(asked=False)
    client.force_login(user_of(scene.velos))
    assert "La structure qui mène dira" in plain(client.get(url(scene, "papers")))
    assert client.get(url(scene, "checklist")).status_code == 404
    client.force_login(user_of(scene.brouette))
    assert "Marché public, en groupement" in plain(client.get(url(scene, "papers")))
    client.post(url(scene, "use_list"), {"liste": "tender"})
    assert AskedPaper.objects.count() == 10
    page = plain(client.get(url(scene, "checklist")))
    assert "Attestation de régularité fiscale" in page
    response = client.post(url(scene, "checklist"), {"kind": "cv", "whom": "autre", "note": "Deux pages"})
    assert response.status_code == 409
    assert 'value="Deux pages"' in plain(response)
    partner = scene.part(scene.velos)
    client.post(url(scene, "checklist"), {"kind": "cv", "whom": f"one:{partner.pk}", "note": "Deux pages"})
    row = AskedPaper.objects.get(kind="cv")
    assert (row.partner, row.required) == (partner, False)
    assert "Deux pages" in plain(client.get(url(scene, "papers")))
    client.post(url(scene, "drop_paper", row.pk))
    assert not AskedPaper.objects.filter(kind="cv").exists()


def test_one_click_then_taken_back(client, scene):
    make_paper(scene.velos, "statuts")
    make_paper(scene.velos, "sirene")
    client.force_login(user_of(scene.velos))
    page = plain(client.get(url(scene, "papers")))
    assert "Confier les 2 pièces demandées" in page
    give = url(scene, "give_papers", scene.part(scene.velos).pk)
    keys = list(scene.velos.papers.values_list("pk", flat=True))
    client.post(give, {"piece": keys})
    page = plain(client.get(url(scene, "papers")))
    assert "C'est confié" in page
    assert "tout est là" in page
    # Who leads reads, by a button; it is told.
    client.force_login(user_of(scene.brouette))
    page = plain(client.get(url(scene, "papers")))
    read = reverse("vault:read", args=[scene.velos.pk, keys[0]])
    assert read in page
    assert client.post(read, {"pour": "dossiers", "numero": scene.dossier.pk}).status_code == 200
    assert client.post(give, {"piece": keys}).status_code == 404
    client.force_login(user_of(scene.velos))
    assert "Odile Fruchart" in plain(client.get(reverse("vault:readings", args=[scene.velos.pk])))
    assert scene.dossier.title in plain(client.get(reverse("vault:index", args=[scene.velos.pk])))
    consent = Consent.objects.get(paper=keys[0])
    revoke = reverse("vault:revoke", args=[scene.velos.pk, consent.pk])
    assert client.post(revoke, {"next": url(scene, "papers")}).url == url(scene, "papers")
    assert "Confier la pièce demandée" in plain(client.get(url(scene, "papers")))
    client.force_login(user_of(scene.brouette))
    assert client.post(read, {"pour": "dossiers", "numero": scene.dossier.pk}).status_code == 404


def test_flaws_are_said_to_their_owner(client, scene):
    make_paper(scene.velos, "statuts", content=pdf(signature="missing"))
    make_paper(scene.velos, "sirene", content=pdf(password="x"))
    client.force_login(user_of(scene.velos))
    page = plain(client.get(url(scene, "papers")))
    assert "Dans votre coffre : champ de signature vide." in page
    assert "Dans votre coffre : protégé par un mot de passe." in page
    assert page.count("Confier quand même") == 1
    client.force_login(user_of(scene.brouette))
    assert "protégé par un mot de passe" not in plain(client.get(url(scene, "papers")))


def test_who_keeps_the_page_without_representing(client, scene):
    keeper = make_user(name="Ana")
    make_representation(scene.velos, keeper, kind=RepresentativeKind.CONTRIBUTOR)
    paper = make_paper(scene.velos, "statuts")
    client.force_login(keeper)
    page = plain(client.get(url(scene, "papers")))
    assert "c'est à elles de confier" in page
    give = url(scene, "give_papers", scene.part(scene.velos).pk)
    assert client.post(give, {"piece": [paper.pk]}).status_code == 404


def test_from_outside_by_a_link(client, scene):
    partner, link = scene.outside()
    assert client.get(url(scene, "papers")).status_code == 302
    client.post(reverse("dossiers:link", args=[scene.club.slug, link_token(link)]))
    page = plain(client.get(url(scene, "papers")))
    add = url(scene, "add_direct", partner.pk, "sirene")
    assert add in page
    assert client.get(url(scene, "add_direct", scene.part(scene.velos).pk, "sirene")).status_code == 404
    page = plain(client.post(add, {"upload": upload(b"MZ"), "issued_on": "2026-01-02"}))
    assert "n'est pas d'un type" in page
    assert 'value="2026-01-02"' in page
    client.post(add, {"upload": upload(), "issued_on": "2026-01-02"})
    direct = DirectPaper.objects.get()
    assert direct.by == "Claire Lefort (Les Jardins)"
    assert "périmée depuis" in plain(client.get(url(scene, "papers")))
    assert client.post(url(scene, "read_direct", direct.pk)).status_code == 200
    # Of the others it reads nothing.
    other = make_paper(scene.velos, "statuts")
    scene.give(scene.velos, other)
    assert reverse("vault:read", args=[scene.velos.pk, other.pk]) not in plain(client.get(url(scene, "papers")))
    client.post(url(scene, "remove_direct", direct.pk))
    assert not DirectPaper.objects.exists()


def test_once_sent(client, scene):
    bank, statuts = make_paper(scene.brouette, "rib"), make_paper(scene.velos, "statuts")
    scene.give(scene.brouette, bank)
    scene.give(scene.velos, statuts)
    send(scene.dossier)
    client.force_login(user_of(scene.velos))
    page = plain(client.get(url(scene, "papers")))
    assert "Telles qu'elles étaient le jour de l'envoi" in page
    kept = {one.kind: url(scene, "read_given", one.pk) for one in GivenPaper.objects.all()}
    assert kept["statuts"] in page
    assert kept["rib"] not in page
    assert client.post(kept["rib"]).status_code == 404
    assert client.post(kept["statuts"]).status_code == 200
    client.force_login(user_of(scene.brouette))
    assert client.post(kept["rib"]).status_code == 200
    assert "plus rien à vérifier" in plain(client.get(url(scene, "checks")))


def test_checks(client, scene):
    client.force_login(user_of(scene.brouette))
    page = plain(client.get(url(scene, "checks")))
    assert "points empêchent l'envoi" in page
    assert "Part à dire" in page
    assert page.index("Empêche l'envoi") < page.index("À régler avant l'envoi")


def test_members_and_organisers_who_are_not_in_it_find_nothing(client, scene):
    other = make_club()
    outsider = a_member(other, "Ailleurs")
    for user in (make_organiser(scene.club), user_of(outsider), make_user(is_operator=True)):
        client.force_login(user)
        for name in ("papers", "checks", "checklist"):
            assert client.get(url(scene, name)).status_code == 404


def test_the_pages_cost_the_same(client, scene):
    client.force_login(user_of(scene.brouette))

    def more(number):
        for _ in range(number):
            one = make_member(scene.club, a_member(make_club(), f"Structure {Consent.objects.count()}"))
            part = join(scene, one)
            scene.give(part.organization, make_paper(one, "statuts"))

    for name, most in (("papers", 22), ("checks", 34)):
        assert assert_same_queries(client, url(scene, name), more, rows=8) <= most


def join(scene, organization):
    """It is in the team now."""
    partner = dossiers.invite(dossier=again(scene.dossier), organization=organization, actor=None)
    return dossiers.accept(partner=partner, actor=None)


def test_the_checklist_costs_the_same(client, scene):
    client.force_login(user_of(scene.brouette))
    codes = iter(["kbis", "cer", "joafe", "dirigeants", "cv", "ea", "iae", "esus", "budget", "comptes"])

    def more(number):
        for _ in range(number):
            actions.ask_paper(dossier=scene.dossier, kind=next(codes), who="team", actor=None)

    assert assert_same_queries(client, url(scene, "checklist"), more, rows=10) <= 18
