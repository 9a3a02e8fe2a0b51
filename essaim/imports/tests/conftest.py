"""A small France, and files written on the spot."""

from pathlib import Path

import pytest

from essaim.imports import actions
from essaim.imports.models import ImportBatch
from essaim.kernel.text import fold
from essaim.territory.models import Department, Intermunicipality, Municipality, PostalCode, Region

TOWNS = [
    ("62119", "Béthune", "62", "62400", "200072460"),
    ("62516", "Lillers", "62", "62190", "200072460"),
    ("62178", "Bruay-la-Buissière", "62", "62700", "200072460"),
    ("33063", "Bordeaux", "33", "33000", ""),
    ("01033", "Valserhône", "01", "01200", ""),
]


@pytest.fixture
def towns(db) -> None:
    region = Region.objects.create(code="32", name="Hauts-de-France")
    Intermunicipality.objects.create(code="200072460", name="CA de Béthune-Bruay", kind="CA")
    for code, name in (("62", "Pas-de-Calais"), ("33", "Gironde"), ("01", "Ain")):
        Department.objects.create(code=code, name=name, region=region)
    for insee, name, department, postal, group in TOWNS:
        Municipality.objects.create(
            insee_code=insee, name=name, folded_name=fold(name), department_id=department,
            intermunicipality_id=group or None,
        )  # fmt: skip
        PostalCode.objects.create(code=postal, municipality_id=insee)


@pytest.fixture
def bring_in(towns, tmp_path):
    """`bring_in(text)`: import a CSV file of that text in one go, and return the batch."""

    def import_text(text: str | bytes, name: str = "liste.csv", club=None, **options) -> ImportBatch:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return import_path(path, club=club, **options)

    def import_path(path: Path, club=None, **options) -> ImportBatch:
        batch = actions.begin_from_path(path=path, club=club)
        records = actions.records_of(batch, path)
        return actions.apply(batch=batch, user=None, records=records, at_once=True, **options)

    import_text.path = import_path
    return import_text


def figures(batch: ImportBatch) -> tuple[int, int, int, int, int]:
    """(created, updated, unchanged, duplicates, refused), once their sum is checked."""
    found = (batch.created, batch.updated, batch.unchanged, batch.duplicates, batch.refused)
    assert sum(found) == batch.rows_read == batch.rows.count()
    return found
