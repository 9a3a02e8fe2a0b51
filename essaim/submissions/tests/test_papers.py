"""The checklist, what is given for it, what leaves."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from essaim.dossiers import actions as dossiers
from essaim.dossiers import queries as dossier_queries
from essaim.dossiers.tests.factories import agree, send, user_of
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_user
from essaim.submissions import actions, personal, queries
from essaim.submissions.checklist import checklist_of
from essaim.submissions.enums import Asked, PaperStatus
from essaim.submissions.lists import usual_for, usual_lists
from essaim.submissions.models import AskedPaper, DirectPaper, GivenPaper
from essaim.submissions.purpose import PURPOSE
from essaim.vault import actions as vaults
from essaim.vault import queries as vault_queries
from essaim.vault.models import Consent
from essaim.vault.tests.factories import make_paper, pdf, upload
from essaim.vault.types import shipped

from .factories import Scene, again

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value


def papers_of(scene, organization, own=True):
    partners = dossier_queries.partners_of(scene.dossier)
    rows = checklist_of(again(scene.dossier), partners, {organization.pk} if own else ())
    return next(row for row in rows if row.partner.organization_id == organization.pk)


def statuses(scene, organization, own=True):
    return {line.kind.code: line.status for line in papers_of(scene, organization, own).lines}


def read(scene, paper, reader):
    return vaults.read_paper(paper=paper, purpose=PURPOSE, purpose_id=scene.dossier.pk, reader=reader)


def test_the_usual_lists_name_kinds_that_exist(scene):
    for usual in usual_lists().values():
        assert {kind for kind, _who, _required in usual.papers} <= set(shipped())
    assert usual_for(scene.dossier) == "grant"
    scene.dossier.template = "technical_note"
    assert usual_for(scene.dossier) == "tender"


def test_the_lead_makes_the_list(scene):
    dossier = scene.dossier
    AskedPaper.objects.all().delete()
    assert len(actions.use_checklist(dossier=dossier, name="grant", actor=None)) == 11
    assert actions.use_checklist(dossier=dossier, name="grant", actor=None) == []
    refused("list", actions.use_checklist, dossier=dossier, name="autre", actor=None)
    ask = {"dossier": dossier, "kind": "assurance", "actor": None}
    refused("partner", actions.ask_paper, **ask, who=Asked.ONE)
    refused("partner", actions.ask_paper, **ask, who=Asked.TEAM, partner=scene.part(scene.velos))
    refused("kind", actions.ask_paper, **ask | {"kind": "autre"}, who=Asked.TEAM)
    row = actions.ask_paper(**ask, who=Asked.ONE, partner=scene.part(scene.velos), note="  Local   compris ")
    assert row.note == "Local compris"
    assert actions.ask_paper(**ask, who=Asked.ONE, partner=scene.part(scene.velos), required=False) == row
    assert "assurance" in statuses(scene, scene.velos)
    assert "assurance" not in statuses(scene, scene.brouette)
    assert "rib" not in statuses(scene, scene.velos)
    actions.drop_paper(asked=row, actor=None)
    assert "assurance" not in statuses(scene, scene.velos)


def test_what_a_legal_form_does_not_have_is_not_asked(scene):
    for kind in ("kbis", "joafe"):
        actions.ask_paper(dossier=scene.dossier, kind=kind, who=Asked.TEAM, actor=None)
    scene.velos.family = "cooperative"
    scene.velos.save()
    assert "kbis" in statuses(scene, scene.velos)
    assert "joafe" not in statuses(scene, scene.velos)
    assert {"kbis", "joafe"} <= set(statuses(scene, scene.brouette))  # its family is unknown


def test_one_click_gives_what_is_asked_and_valid(scene):
    statuts = make_paper(scene.velos, "statuts")
    old = make_paper(scene.velos, "sirene", issued_on=localdate() - timedelta(days=200))
    extra = make_paper(scene.velos, "assurance")
    papers = papers_of(scene, scene.velos)
    assert papers.ready == [statuts]
    assert statuses(scene, scene.velos) == {"statuts": PaperStatus.TO_GIVE, "sirene": PaperStatus.PROBLEM}
    # The others of the team see only that it is not given.
    assert statuses(scene, scene.velos, own=False) == {"statuts": "missing", "sirene": "missing"}
    velos, odile = user_of(scene.velos), user_of(scene.brouette)
    refused("none", actions.give_papers, partner=scene.part(scene.velos), keys=[], actor=velos)
    refused("gone", actions.give_papers, partner=scene.part(scene.velos), keys=[statuts.pk, 999_999], actor=velos)
    with pytest.raises(Refusal) as caught:
        scene.give(scene.velos, statuts, actor=odile)
    assert caught.value.code == "not_yours"
    scene.give(scene.velos, statuts, extra, actor=velos)
    assert statuses(scene, scene.velos, own=False)["statuts"] == PaperStatus.GIVEN
    assert [one.paper for one in papers_of(scene, scene.velos, own=False).more] == [extra]
    assert read(scene, statuts, odile) == statuts
    refused("closed", read, scene=scene, paper=old, reader=odile)
    refused("closed", read, scene=scene, paper=statuts, reader=make_user())


def test_bank_details_are_for_the_lead(scene):
    actions.ask_paper(dossier=scene.dossier, kind="rib", who=Asked.TEAM, actor=None)
    bank, own = make_paper(scene.velos, "rib"), make_paper(scene.brouette, "rib")
    scene.give(scene.velos, bank, actor=user_of(scene.velos))
    scene.give(scene.brouette, own, actor=user_of(scene.brouette))
    assert read(scene, bank, user_of(scene.brouette)) == bank
    refused("closed", read, scene=scene, paper=own, reader=user_of(scene.velos))


def test_who_leaves_takes_its_papers_back(scene):
    statuts = make_paper(scene.velos, "statuts")
    scene.give(scene.velos, statuts, actor=user_of(scene.velos))
    dossiers.leave(partner=scene.part(scene.velos), actor=user_of(scene.velos))
    refused("closed", read, scene=scene, paper=statuts, reader=user_of(scene.brouette))
    assert Consent.objects.filter(revoked_at=None).count() == 0
    partner = dossiers.invite(dossier=again(scene.dossier), organization=scene.velos, actor=None)
    dossiers.accept(partner=partner, actor=user_of(scene.velos))
    refused("closed", read, scene=scene, paper=statuts, reader=user_of(scene.brouette))


def test_flaws(scene):
    deadline = localdate(scene.dossier.deadline)
    ends = make_paper(scene.velos, "assurance", ends_on=deadline - timedelta(days=3))
    unsigned = make_paper(scene.velos, "statuts", content=pdf(signature="missing"))
    locked = make_paper(scene.velos, "sirene", content=pdf(password="x"))
    actions.ask_paper(dossier=scene.dossier, kind="assurance", who=Asked.TEAM, actor=None)
    papers = papers_of(scene, scene.velos)
    assert papers.ready == []
    found = {line.kind.code: (line.doubtful[0].flaws, line.doubtful[0].blocks) for line in papers.lines}
    assert "avant l'envoi" in found["assurance"][0][0].replace("’", "'")
    assert found["statuts"] == (["champ de signature vide"], False)
    assert found["sirene"] == (["protégé par un mot de passe"], True)
    scene.give(scene.velos, ends, unsigned)
    with pytest.raises(Refusal) as caught:
        scene.give(scene.velos, locked)
    assert caught.value.code == "unusable"
    assert statuses(scene, scene.velos)["statuts"] == PaperStatus.GIVEN


def test_from_outside_by_a_link(scene):
    partner, _link = scene.outside()
    add = {"partner": partner, "kind": "statuts", "actor": None, "by": "Claire Lefort"}
    first = actions.add_direct(**add, upload=upload())
    second = actions.add_direct(**add, upload=upload())
    assert list(DirectPaper.objects.all()) == [second]
    assert first.pk != second.pk
    with second.file.open("rb") as file:
        same = upload(file.read())
    refused("twice", actions.add_direct, **add, upload=same)
    refused("date", actions.add_direct, **add | {"kind": "sirene"}, upload=upload())
    assert statuses(scene, partner.organization)["statuts"] == PaperStatus.GIVEN
    actions.remove_direct(direct=second, actor=None)
    assert not DirectPaper.objects.exists()


def test_what_leaves_is_kept_whatever_becomes_of_the_vault(scene, django_capture_on_commit_callbacks):
    velos = user_of(scene.velos)
    statuts, bank = make_paper(scene.velos, "statuts"), make_paper(scene.brouette, "rib")
    taken_back = make_paper(scene.velos, "sirene")
    for organization, paper in ((scene.velos, statuts), (scene.brouette, bank), (scene.velos, taken_back)):
        scene.give(organization, paper)
    vaults.revoke(consent=Consent.objects.get(paper=taken_back), actor=velos)
    partner, _link = scene.outside()
    direct = actions.add_direct(partner=partner, kind="statuts", upload=upload(), actor=None, by="Claire Lefort")
    dossier = send(scene.dossier)
    given = queries.given_papers(dossier)
    assert [(one.name, one.kind, one.sha256) for one in given] == [
        ("La Brouette partagée", "rib", bank.sha256), ("Les Jardins", "statuts", direct.sha256),
        ("Les Vélos du Canal", "statuts", statuts.sha256),
    ]  # fmt: skip
    assert not Consent.objects.filter(revoked_at=None).exists()
    refused("closed", read, scene=scene, paper=statuts, reader=user_of(scene.brouette))
    with django_capture_on_commit_callbacks(execute=True):
        vaults.remove_paper(paper=statuts, actor=velos)
        make_paper(scene.brouette, "rib")
    for one in given:
        assert default_storage.exists(one.file.name)
    # The owner reads that it left, then who read the copy.
    seen = vault_queries.readings_of(scene.velos)
    assert seen[0].details["left"] is True
    actions.open_handed(handed=GivenPaper.objects.get(name="Les Vélos du Canal"), reader=user_of(scene.brouette))
    assert vault_queries.readings_of(scene.velos).count() == seen.count() == 2
    # Nothing is given nor handed in any more, and freezing again changes nothing.
    refused("frozen", actions.give_papers, partner=scene.part(scene.velos), keys=[taken_back.pk], actor=None)
    refused("frozen", actions.add_direct, partner=partner, kind="statuts", upload=upload(), actor=None)
    refused("frozen", actions.remove_direct, direct=direct, actor=None)
    refused("frozen", actions.use_checklist, dossier=dossier, name="grant", actor=None)
    assert actions.freeze_papers(dossier=dossier, actor=None) == given


def test_given_up_gives_back(scene):
    statuts = make_paper(scene.velos, "statuts")
    scene.give(scene.velos, statuts)
    dossiers.withdraw(dossier=agree(scene.dossier), actor=None)
    assert not Consent.objects.filter(revoked_at=None).exists()
    refused("closed", read, scene=scene, paper=statuts, reader=user_of(scene.brouette))


def test_what_is_kept_of_a_person(scene):
    partner, _link = scene.outside()
    odile = user_of(scene.brouette)
    actions.add_direct(partner=partner, kind="statuts", upload=upload(), actor=odile)
    assert len(personal.data_of(odile)["handed_in"]) == 1
    personal.forget(odile)
    assert personal.data_of(odile) == {"handed_in": [], "left_with": [], "added": [], "sent": []}
