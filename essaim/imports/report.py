"""The report of an import: what became of every row. JSON for scripts, CSV for spreadsheets."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from .enums import Outcome
from .models import ImportBatch, ImportRow
from .reasons import sentence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """A cell that a spreadsheet shows instead of computing it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def reason_of(row: ImportRow) -> str:
    """Why a row is refused, set aside or brings nothing."""
    return sentence(row.reason, row.details.get("values"))


def notes_of(row: ImportRow) -> list[str]:
    """What was noticed on the way: an unknown commune, a number left out, a value that a person wrote."""
    notes = [sentence(code, values) for code, values in row.details.get("notes", []) if code != row.reason]
    return notes + [sentence("kept", {"value": str(pair[0])[:80]}) for pair in row.details.get("kept", {}).values()]


def as_dict(batch: ImportBatch) -> dict[str, Any]:
    """Return the report: `rows_read` = `created` + `updated` + `unchanged` + the lengths of `duplicates`, `refused`."""
    rows = ImportRow.objects.filter(batch=batch).order_by("number")
    set_aside = {outcome: [_told(row) for row in rows.filter(outcome=outcome).iterator(chunk_size=2000)]
                 for outcome in (Outcome.DUPLICATE, Outcome.REFUSED)}  # fmt: skip
    noted = rows.exclude(outcome__in=set_aside).filter(details__has_any_keys=["notes", "kept"])
    return {
        "file": batch.file_name,
        "kind": batch.kind,
        "state": batch.state,
        "rows_read": batch.rows_read,
        "created": batch.created,
        "updated": batch.updated,
        "unchanged": batch.unchanged,
        "duplicates": set_aside[Outcome.DUPLICATE],
        "refused": set_aside[Outcome.REFUSED],
        "notes": [
            {"row": row.number, "name": row.name, "notes": notes_of(row)} for row in noted.iterator(chunk_size=2000)
        ],
    }


def _told(row: ImportRow) -> dict[str, Any]:
    told: dict[str, Any] = {"row": row.number, "name": row.name, "reason": reason_of(row), "code": row.reason}
    if row.organization_id:
        told["organization"] = row.organization_id
    return told


def csv_lines(batch: ImportBatch) -> Iterator[str]:
    """Yield the report as a spreadsheet opens it in France: semicolons, a byte-order mark, no formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow(["ligne", "resultat", "nom", "structure", "raison", "remarques"])
    labels = dict(Outcome.choices)
    for row in ImportRow.objects.filter(batch=batch).order_by("number").iterator(chunk_size=2000):
        cells = [
            str(row.number), str(labels[row.outcome]), row.name, str(row.organization_id or ""), reason_of(row),
            " ".join(notes_of(row)),
        ]  # fmt: skip
        writer.writerow([neutral(cell) for cell in cells])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()
