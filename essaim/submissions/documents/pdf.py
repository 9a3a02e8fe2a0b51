"""A paper as tagged PDF (PDF/UA-1)."""

from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate

from essaim.ui.paper import blocks, typeset
from essaim.ui.sheets import settable
from essaim.ui.templatetags.ui import day

from .paper import Paper, Part, Table

TEMPLATE = Path(__file__).parent / "data" / "paper.typ"


def as_pdf(paper: Paper, *, author: str = "Essaim") -> bytes:
    with translation.override("fr"):
        return typeset(TEMPLATE, {
            "title": settable(paper.title), "subtitle": settable(paper.subtitle), "foot": settable(paper.foot),
            "author": settable(author), "lead": [settable(one) for one in paper.lead],
            "parts": [_part(one) for one in paper.parts],
            "boxes": [
                {"title": settable(box.title), "lines": [settable(one) for one in box.lines]} for box in paper.boxes
            ],
            "notes": [settable(one) for one in paper.notes],
            "words": {"signatures": "Signatures", "made": settable(f"Établi le {day(localdate())}.")},
        })  # fmt: skip


def _part(part: Part) -> dict[str, Any]:
    return {
        "title": settable(part.title), "note": settable(part.note), "lines": [settable(one) for one in part.lines],
        "facts": [[settable(label), settable(value)] for label, value in part.facts],
        "items": [settable(one) for one in part.items], "blocks": blocks(part.markdown) if part.markdown else [],
        "table": _table(part.table) if part.table and part.table.rows else None,
    }  # fmt: skip


def _table(table: Table) -> dict[str, Any]:
    return {
        "heads": [settable(one) for one in table.heads],
        "rows": [[settable(cell) for cell in row] for row in table.rows],
        "widths": list(table.widths), "end": list(table.end), "total": table.total,
    }  # fmt: skip
