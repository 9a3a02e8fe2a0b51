"""`essaim import organizations`: what it says, what it writes, what it leaves."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from essaim.clubs.models import Club
from essaim.imports.models import ColumnMapping, ImportBatch
from essaim.organizations.models import Organization

A = "732829320"
LIST = f"nom;siren;commune\nLa Brouette;{A};Béthune\nLe Panier;{A[:-1]}1;Lillers\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def run(towns, tmp_path, capsys):
    def command(*arguments: object) -> str:
        call_command("import_organizations", *map(str, arguments))
        return capsys.readouterr().out

    return command


@pytest.fixture
def path(tmp_path):
    (tmp_path / "liste.csv").write_text(LIST)
    return tmp_path / "liste.csv"


def test_a_dry_run_says_all_and_writes_nothing(run, path, tmp_path):
    said = run(path, "--dry-run", "--report", tmp_path / "r.json")
    assert "2 lignes lues" in said.replace("\u202f", " ")
    assert Organization.objects.count() == ImportBatch.objects.count() == 0
    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["rows_read"], report["created"], report["duplicates"]) == (2, 1, [])
    assert report["refused"][0]["row"] == 3
    assert A[:-1] in report["refused"][0]["reason"]


def test_without_a_yes_nothing_is_written(run, path):
    assert "--yes" in run(path)
    assert Organization.objects.count() == 0


def test_with_a_yes_the_import_is_kept_for_undoing(run, path):
    run(path, "--yes")
    assert Organization.objects.get().name == "La Brouette"
    assert ImportBatch.objects.get().snapshot


def test_a_long_file_is_rehearsed_chunk_by_chunk(run, path, tmp_path, monkeypatch):
    monkeypatch.setattr("essaim.imports.console.REHEARSED_FROM", 1)
    run(path, "--dry-run", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["created"], len(report["refused"])) == (1, 1)
    assert Organization.objects.count() == ImportBatch.objects.count() == 0


def test_several_files_make_one_report_with_totals(run, path, tmp_path):
    (tmp_path / "b.csv").write_text(LIST)
    run(path, tmp_path / "b.csv", "--yes", "--report", tmp_path / "r.json")
    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["rows_read"], report["created"], report["unchanged"], len(report["refused"])) == (4, 1, 1, 2)
    assert [one["file"] for one in report["files"]] == ["liste.csv", "b.csv"]


def test_a_mapping_is_remembered_and_asked_for_by_name(run, path, tmp_path):
    run(path, "--yes", "--remember", "Nos listes")
    assert ColumnMapping.objects.get().name == "Nos listes"
    run(path, "--yes", "--mapping", "nos listes")
    with pytest.raises(CommandError, match=r"connues.: Nos listes"):
        run(path, "--yes", "--mapping", "autre")


def test_an_unknown_club_or_file_is_told(run, path, tmp_path):
    Club.objects.create(slug="ici", name="Ici", short_name="Ici")
    with pytest.raises(CommandError, match=r"Clubs.: ici"):
        run(path, "--club", "la-bas")
    with pytest.raises(CommandError, match=r"absent\.csv"):
        run(tmp_path / "absent.csv")
    run(path, "--club", "ici", "--yes")
    assert ImportBatch.objects.get().club.slug == "ici"


def test_words_in_another_order_are_set_aside(run, path, tmp_path):
    (tmp_path / "a.csv").write_text("nom;commune\nRecyclerie du canal des Flandres;Béthune\n")
    (tmp_path / "b.csv").write_text("nom;commune\nRecylerie canal de Flandre;Béthune\n")
    run(tmp_path / "a.csv", "--yes")
    run(tmp_path / "b.csv", "--yes", "--report", tmp_path / "r.json")
    assert [row["code"] for row in json.loads((tmp_path / "r.json").read_text())["duplicates"]] == ["similar"]
