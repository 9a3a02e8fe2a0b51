"""Taking an import back; two imports at once."""

import pytest

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.imports import actions
from essaim.imports.applying import import_lock
from essaim.imports.enums import BatchState
from essaim.imports.models import ImportBatch
from essaim.imports.tests.another import held_by_another
from essaim.imports.tests.conftest import figures
from essaim.kernel.errors import Refusal
from essaim.organizations.actions import update_organization
from essaim.organizations.enums import Source
from essaim.organizations.models import FieldSource, Organization, OtherName, Place, Status

ORGANIZATION = ("name", "folded_name", "slug", "siren", "siret", "phone", "listed", "legal_category", "family",
                "completeness")  # fmt: skip
A, B = "732829320", "404833048"
pytestmark = pytest.mark.django_db


def state() -> list:
    """All that an import may write, save the days of change."""
    return [
        list(Organization.objects.order_by("pk").values(*ORGANIZATION)),
        list(Place.objects.order_by("pk").values("kind", "siret", "street", "city", "municipality", "latitude")),
        list(OtherName.objects.order_by("pk").values("name")),
        list(Status.objects.order_by("pk").values("kind")),
        list(FieldSource.objects.order_by("organization", "field").values("field", "source", "detail")),
    ]  # fmt: skip


def test_undo_gives_everything_back(bring_in):
    bring_in(f"nom;siren;commune;telephone\nLa Brouette;{A};Béthune;0321000001\n")
    before = state()
    batch = bring_in(
        "denomination;siren;adresse;code postal;ville;tel;label;forme juridique;siret\n"
        f"BROUETTE PARTAGEE;{A};1 rue Haute;62400;Béthune;0321000002;ACI;Association déclarée;73282932000074\n"
        f"Brouette de Lillers;{A};2 rue Basse;62190;Lillers;;;;73282932000017\n"
        f"Le Panier;{B};3 rue Basse;62190;Lillers;;;;\n",
        "b.csv",
    )
    assert figures(batch) == (1, 2, 0, 0, 0)
    assert state() != before
    undone = actions.undo(batch=batch, user=None)
    assert (undone.state, undone.kept) == (BatchState.UNDONE, 0)
    assert state() == before


def test_undo_leaves_what_a_person_changed_since(bring_in):
    bring_in(f"nom;siren;telephone\nLa Brouette;{A};0321000001\n")
    batch = bring_in(
        f"nom;siren;telephone;site\nLa Brouette;{A};0321000002;brouette.fr\nLe Panier;{B};0321000003;\n", "b.csv"
    )
    brouette, panier = Organization.objects.order_by("pk")
    update_organization(organization=brouette, values={"phone": "03 21 00 00 09"}, source=Source.PERSON)
    update_organization(organization=panier, values={"phone": "03 21 00 00 08"}, source=Source.PERSON)
    undone = actions.undo(batch=batch, user=None)
    assert set(undone.options["kept"]) == {brouette.pk, panier.pk}
    brouette.refresh_from_db()
    assert (brouette.phone, brouette.website) == ("03 21 00 00 09", "")
    assert Organization.objects.filter(pk=panier.pk).exists()


def test_undo_leaves_a_page_that_joined_a_club(bring_in):
    batch = bring_in(f"nom;siren\nLa Brouette;{A}\n")
    club = Club.objects.create(slug="ici", name="Ici", short_name="Ici")
    Membership.objects.create(club=club, organization=Organization.objects.get(), state=MembershipState.MEMBER)
    assert actions.undo(batch=batch, user=None).kept == 1
    assert Organization.objects.count() == 1


def test_an_import_is_undone_once(bring_in):
    batch = bring_in(f"nom;siren\nLa Brouette;{A}\n")
    actions.undo(batch=batch, user=None)
    with pytest.raises(Refusal, match="plus possible"):
        actions.undo(batch=batch, user=None)


def test_a_second_import_is_told_to_wait_and_loses_nothing(bring_in, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"nom;siren\nLa Brouette;{A}\n")
    batch = actions.begin_from_path(path=path, club=None)
    with held_by_another(), pytest.raises(Refusal) as caught:
        actions.apply(batch=batch, user=None, records=actions.records_of(batch, path), at_once=True)
    assert caught.value.code == "busy"
    assert Organization.objects.count() == 0
    batch.refresh_from_db()
    assert batch.state == BatchState.MAPPED
    done = actions.apply(batch=batch, user=None, records=actions.records_of(batch, path), at_once=True)
    assert figures(done) == (1, 0, 0, 0, 0)


def test_the_lock_lets_go(db):
    held = 0
    for _time in range(2):
        with import_lock():
            held += 1
    assert held == 2


def test_a_failure_writes_nothing(bring_in, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'nom;siren\nLa Brouette;{A}\n"Le Panier;{B}\n' + "x" * 3_000_000)
    batch = ImportBatch.objects.create(file_name="a.csv", state=BatchState.MAPPED, columns=["name", "siren"])
    with pytest.raises(Refusal, match="guillemet"):
        actions.apply(batch=batch, user=None, records=actions.records_of(batch, path), at_once=True)
    assert Organization.objects.count() == 0


def test_long_files_are_written_by_chunks_as_one(bring_in, monkeypatch):
    monkeypatch.setattr("essaim.imports.applying.running.CHUNK", 2)
    lines = [f"La Brouette;{A};0321000001", "Autre A;;", f"La Brouette;{A};0321000002", "Autre B;;", f"Brouette;{A};",
             "Autre A;;"]  # fmt: skip
    batch = bring_in("nom;siren;tel\n" + "\n".join(lines) + "\n")
    assert figures(batch) == (3, 1, 2, 0, 0)
    assert Organization.objects.get(siren=A).phone == "03 21 00 00 01"
    actions.undo(batch=batch, user=None)
    assert Organization.objects.count() == 0
