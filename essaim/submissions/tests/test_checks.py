"""What still prevents sending, most urgent first."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from essaim.budgets.engine import ACCOUNTS, Side
from essaim.budgets.models import Budget, Line
from essaim.calls.models import Call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.dossiers import actions as dossiers
from essaim.dossiers import queries
from essaim.dossiers.models import PlanTask, Section
from essaim.dossiers.tests.factories import agree
from essaim.submissions.checks import findings
from essaim.submissions.enums import Urgency
from essaim.submissions.models import DossierBudget
from essaim.vault.tests.factories import make_paper, pdf

from .factories import Scene, again

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def keys(scene):
    dossier = again(scene.dossier)
    return [point.key for point in findings(dossier, scene.club, queries.partners_of(dossier))]


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def sentences(scene, key):
    dossier = again(scene.dossier)
    found = findings(dossier, scene.club, queries.partners_of(dossier))
    return [plain(point.sentence) for point in found if point.key == key]


def test_the_most_urgent_first(scene):
    dossier = again(scene.dossier)
    found = findings(dossier, scene.club, queries.partners_of(dossier))
    urgencies = [point.urgency for point in found]
    assert urgencies == sorted(urgencies)
    assert Urgency.BLOCKING in urgencies
    assert all(point.url.startswith(f"/{scene.club.slug}/") for point in found)


def test_team(scene):
    assert "team.no_share" in keys(scene)
    agree(scene.dossier)
    assert not [key for key in keys(scene) if key.startswith("team")]
    Membership.objects.filter(organization=scene.velos).update(state=MembershipState.LEFT)
    assert "Les Vélos du Canal a quitté son club" in sentences(scene, "team.gone")[0]


def test_sections(scene):
    assert "file.none" in keys(scene)
    section = dossiers.add_section(dossier=again(scene.dossier), actor=None, title="Le projet", most_characters=20)
    assert sentences(scene, "file.empty") == ["« Le projet » est vide."]
    text = section.text
    text.content = "Une cuisine pour tous."
    text.save()
    assert sentences(scene, "file.over") == ["« Le projet » dépasse la limite de 2 caractères."]
    assert "file.unfinished" in keys(scene)
    Section.objects.update(state="done", most_characters=None)
    assert not [key for key in keys(scene) if key.startswith("file")]


def test_budget(scene):
    assert "budget.none" in keys(scene)
    year = localdate().year
    budget = Budget.objects.create(
        club=scene.club, kind="tests", title="Cuisine", first_year=year, last_year=year
    )  # fmt: skip
    DossierBudget.objects.create(club=scene.club, dossier=scene.dossier, budget=budget)
    assert "budget.empty" in keys(scene)
    line = {"club": scene.club, "budget": budget, "year": year}
    spent = next(code for code, account in ACCOUNTS.items() if account.side == Side.EXPENSE)
    Line.objects.create(**line, account=spent, label="Farine", cents=124050)
    assert "dépassent les produits" in sentences(scene, "budget.over")[0]


def test_papers(scene):
    missing = sentences(scene, "papers.missing")
    assert len(missing) == 2
    assert "Pièces des Vélos du Canal à joindre" in missing[1]
    assert "Statuts signés" in missing[1]
    statuts = make_paper(scene.velos, "statuts", content=pdf(signature="missing"))
    sirene = make_paper(scene.velos, "sirene", issued_on=localdate() - timedelta(days=85))
    scene.give(scene.velos, statuts, sirene)
    flawed = sentences(scene, "papers.flawed")
    assert any("champ de signature vide" in one for one in flawed)
    assert any("avant l'envoi" in one for one in flawed)
    assert len(sentences(scene, "papers.missing")) == 1
    empty = Scene(asked=False)
    assert "papers.none" in keys(empty)


def test_plan(scene):
    task = PlanTask.objects.create(
        club=scene.club, dossier=scene.dossier, title="Relire", due_on=localdate() - timedelta(days=2)
    )
    assert "Relire" in sentences(scene, "plan.late")[0]
    PlanTask.objects.filter(pk=task.pk).update(done_at=timezone.now())
    assert "plan.late" not in keys(scene)


@pytest.mark.parametrize(
    ("hours", "key"), [(None, "time.none"), (-1, "time.past"), (30, "time.near"), (24 * 20, "")]
)  # fmt: skip
def test_deadline(scene, hours, key):
    scene.dossier.deadline = None if hours is None else timezone.now() + timedelta(hours=hours)
    scene.dossier.save()
    assert [one for one in keys(scene) if one.startswith("time")] == ([key] if key else [])


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"status": "cancelled"}, "call.cancelled"),
        ({"status": "closed"}, "call.closed"),
        ({"status": "amended", "changed_at": timezone.now() + timedelta(days=1)}, "call.amended"),
        ({"deadline": timezone.now() + timedelta(days=9)}, "call.sooner"),
        ({}, ""),
    ],
)
def test_call(scene, fields, key):
    scene.dossier.call = Call.objects.create(title="Cuisines partagées", **fields)
    scene.dossier.save()
    assert [one for one in keys(scene) if one.startswith("call")] == ([key] if key else [])
