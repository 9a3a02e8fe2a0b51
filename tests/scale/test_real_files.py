"""Real files of open data through the import, when they are on this machine: every row is accounted for."""

import json
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import call_command

from essaim.organizations.actions import load_sectors
from essaim.organizations.models import Organization
from essaim.territory.reference import load_territory

REAL = Path(__file__).resolve().parents[3] / "shared" / "data"
FOLDERS = ("structures", "imports-colonnes-variees", "subventions")
FILES = sorted(path for folder in FOLDERS for path in (REAL / folder).glob("*.csv"))
OUTCOMES = ("created", "updated", "unchanged", "duplicates", "refused")
LINES = 400

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILES, reason="the open data files are not beside this checkout"),
]


def count(value: object) -> int:
    return len(value) if isinstance(value, list) else int(str(value))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_row_is_accounted_for_and_a_second_run_creates_nothing(path, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    load_territory(intermunicipality_codes=["200072460"])
    load_sectors()
    beginning = tmp_path / path.name
    with path.open(encoding="utf-8") as source:
        beginning.write_text("".join(islice(source, LINES)), encoding="utf-8")
    reports = []
    for run in (1, 2):
        report = tmp_path / f"{run}.json"
        call_command("import_organizations", str(beginning), "--yes", "--report", str(report))
        reports.append(json.loads(report.read_text()))
    for report in reports:
        assert report["rows_read"] == sum(count(report[outcome]) for outcome in OUTCOMES) > 0
    assert count(reports[1]["created"]) == 0
    assert Organization.objects.count() == count(reports[0]["created"])
