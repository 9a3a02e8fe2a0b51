"""What leaves is kept unchanged for ever; the dossier and its budget are frozen with it."""

import io
import zipfile
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.budgets import actions as budgets
from essaim.budgets.actions.lines import facts_of
from essaim.budgets.models import BudgetParty, Line
from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions as dossiers
from essaim.dossiers.tests.factories import a_member, again, make_dossier, part_of, user_of
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.submissions import actions, queries
from essaim.submissions.models import DossierBudget, Outcome, Proof, Sending

from .sending_factories import a_file, leave, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", person="Odile Fruchart")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", person="Karim Delobelle")


@pytest.fixture
def dossier(club, brouette, velos):
    return ready(club, brouette, velos)


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value
    return caught.value


def test_the_budget_begins_once_and_follows_the_team(club, brouette, velos):
    dossier = make_dossier(club, brouette, velos)
    budget = actions.prepare_budget(dossier=dossier, actor=user_of(brouette))
    assert actions.prepare_budget(dossier=dossier, actor=user_of(velos)).pk == budget.pk
    assert [one.name for one in budget.parties.all()] == ["La Brouette partagée", "Les Vélos du Canal"]
    fil = a_member(club, "Fil & Terril")
    partner = dossiers.invite(dossier=dossier, organization=fil, actor=user_of(brouette))
    dossiers.accept(partner=partner, actor=user_of(fil))
    assert BudgetParty.objects.filter(budget=budget, organization=fil, gone=False).exists()
    dossiers.set_package(dossier=again(dossier), actor=user_of(brouette), title="Les ateliers")
    assert list(budget.packages.values_list("name", flat=True)) == ["Les ateliers"]
    line = budgets.add_line(budget=budget, actor=None, facts=budgets.Facts(
        "61", "Loyer", budget.first_year, BudgetParty.objects.get(budget=budget, organization=fil), cents=100
    ))  # fmt: skip
    dossiers.leave(partner=part_of(dossier, fil), actor=user_of(fil))
    line.refresh_from_db()
    assert line.party.gone  # its line waits for a decision, it did not vanish


def test_it_leaves_with_its_proof_and_is_kept(dossier, brouette):
    sending = leave(dossier, brouette, proof=a_file())
    dossier = again(dossier)
    assert (dossier.state, dossier.is_frozen) == ("submitted", True)
    with sending.file.open("rb") as file:
        content = file.read()
    assert sha256(content).hexdigest() == sending.sha256
    assert sending.size == len(content)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert [one["name"] for one in sending.manifest["files"]] == [one for one in names if "manifeste" not in one]
    assert Proof.objects.get().sending == sending
    assert (sending.asked_cents, sending.receipt, sending.composition != "") == (60_000_00, "DS-2027-118", True)
    assert Outcome.objects.get().asked_cents == 60_000_00
    budget = queries.budget_of(dossier)
    refused("frozen", budgets.update_rules, budget=budget, actor=None, title="Autre")
    line = Line.objects.get(account="own")
    refused("frozen", budgets.update_line, line=line, actor=None, facts=facts_of(line), seen=1)
    refused("sent", actions.plan_file, dossier=dossier, actor=None, letter="Trop tard")
    refused("sent", actions.add_attachment, dossier=dossier, actor=None, title="Oubli", upload=a_file())
    refused("state", leave, dossier=dossier, leader=brouette)
    assert Entry.objects.filter(verb="submissions.record_sending").count() == 1
    assert sending.despite == ""  # nothing blocked


@pytest.mark.parametrize(
    "change",
    [{"sha256": "0" * 64}, {"receipt": "autre"}, {"manifest": {}}, {"file": "ailleurs"}, {"despite": "autre"},
     {"sent_by": "autre"}],
)  # fmt: skip
def test_the_database_refuses_any_change_to_what_was_sent(dossier, brouette, change):
    sending = leave(dossier, brouette)
    with pytest.raises(IntegrityError), transaction.atomic():
        Sending.objects.filter(pk=sending.pk).update(**change)
    Sending.objects.filter(pk=sending.pk).update(added_by=None)  # who noted it may close their account
    with pytest.raises(IntegrityError), transaction.atomic():
        Sending.objects.create(
            club=sending.club, dossier=sending.dossier, sent_at=timezone.now(), channel="mail", sent_by="X",
            manifest={}, file="x", file_name="x", content_type="x", size=1, sha256="1" * 64,
        )  # fmt: skip


def test_a_proof_is_needed_and_later_ones_are_added(dossier, brouette):
    assert refused("proof", leave, dossier=dossier, leader=brouette, receipt=" ").field == "receipt"
    refused("sent_by", leave, dossier=dossier, leader=brouette, sent_by="")
    refused("future", leave, dossier=dossier, leader=brouette, at=timezone.now() + timezone.timedelta(days=1))
    refused("kind", leave, dossier=dossier, leader=brouette, proof=a_file("virus.exe", b"MZ"))
    assert Sending.objects.count() == 0
    sending = leave(dossier, brouette, receipt="", proof=a_file())
    actions.add_proof(sending=sending, actor=None, upload=a_file("autre.txt", b"Autre."))
    refused("twice", actions.add_proof, sending=sending, actor=None, upload=a_file())
    assert sending.proofs.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.filter(sending=sending).update(sha256="0" * 64)


def test_what_blocks_is_said_and_leaves_only_with_a_reason(dossier, brouette):
    budget = queries.budget_of(dossier)
    budgets.add_line(budget=budget, actor=None, facts=budgets.Facts(
        "61", "Loyer", budget.first_year, budget.parties.first(), cents=124050
    ))  # fmt: skip
    refusal = refused("blocked", leave, dossier=dossier, leader=brouette, despite="  ")
    assert refusal.field == "despite"
    assert "Les charges dépassent les produits" in str(refusal)
    assert again(dossier).state != "submitted"
    sending = leave(dossier, brouette, despite="Le financeur sait que le loyer reste à trouver.")
    assert sending.despite.startswith("Le financeur sait")
    assert len(sending.despite_of) == 1


def test_who_has_not_confirmed_stops_it_whatever_is_said(club, brouette, velos):
    dossier = ready(club, brouette, velos)
    dossiers.set_shares(
        dossier=dossier, actor=None, form="joint", places={
            part_of(dossier, brouette).pk: dossiers.Place("lead", 6000), part_of(dossier, velos).pk:
            dossiers.Place("partner", 4000),
        },
    )  # fmt: skip
    before = set(default_storage.listdir(f"submissions/{club.pk}")[1]) if _folder(club) else set()
    refused("unconfirmed", leave, dossier=again(dossier), leader=brouette, despite="Tant pis")
    after = set(default_storage.listdir(f"submissions/{club.pk}")[1]) if _folder(club) else set()
    assert before == after  # the file of what did not leave went again
    assert Sending.objects.count() == 0


def _folder(club):
    return default_storage.exists(f"submissions/{club.pk}")


def test_a_copy_for_another_call_takes_the_budget_along(dossier, club, brouette, velos):
    leave(dossier, brouette)
    copy = dossiers.duplicate(
        dossier=again(dossier), club=club, organization=brouette, actor=user_of(brouette), title="Encore"
    )
    budget = actions.copy_from(source=again(dossier), dossier=copy, actor=user_of(brouette))
    assert {one.name for one in budget.parties.all()} == {"La Brouette partagée", "Les Vélos du Canal"}
    assert budget.lines.count() == 4
    assert budget.frozen_at is None
    refused("twice", actions.copy_from, source=again(dossier), dossier=copy, actor=None)
    assert DossierBudget.objects.count() == 2
