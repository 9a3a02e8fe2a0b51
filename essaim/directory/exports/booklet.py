"""The printed directory: a tagged PDF (PDF/UA-1) with contents, entries by letter, indexes by sector and by commune.

Typeset by typst from data/booklet.typ with the fonts that typst carries: nothing is fetched, nothing depends on the
machine.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.kernel.text import fold
from essaim.ui.sheets import settable
from essaim.ui.templatetags.ui import day

from .columns import family_label, people_labels, status_labels
from .entries import Entry

TEMPLATE = Path(__file__).parents[1] / "data" / "booklet.typ"


def booklet(entries: Iterable[Entry], sectors: dict[str, str], *, title: str, subtitle: str, about: list[str]) -> bytes:
    """The PDF of these organizations. `about`: sentences under the title, which say what was asked for.

    About a millisecond for each organization; the caller says how many at most.
    """
    import typst

    rows = list(entries)
    data = {
        "title": settable(title),
        "subtitle": settable(subtitle),
        "publisher": "Essaim",
        "description": settable(subtitle),
        "about": [settable(sentence) for sentence in about],
        "date": settable(day(timezone.localdate())),
        "language": get_language() or "fr",
        "words": {
            "contents": _("Sommaire"),
            "organizations": _("Les structures"),
            "sectors": _("Par secteur"),
            "communes": _("Par commune"),
        },
        "groups": _by_letter(rows, sectors),
        "sectors": _index((sectors.get(code, code), row) for row in rows for code in row.sectors or [""]),
        "communes": _index((row.municipality, row) for row in rows),
    }
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _by_letter(rows: list[Entry], sectors: dict[str, str]) -> list[dict]:
    groups: dict[str, list[dict]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (fold(row.name), row.id)):
        first = fold(row.name)[:1].upper()
        groups[first if first.isalpha() else "0–9"].append(_block(row, sectors))
    return [{"title": letter, "entries": groups[letter]} for letter in sorted(groups)]


def _name(row: Entry) -> str:
    return settable(row.name).strip() or f"n° {row.id}"


def _block(row: Entry, sectors: dict[str, str]) -> dict:
    meta = [family_label(row), row.municipality, *status_labels(row)]
    address = ", ".join(filter(None, [row.street, f"{row.postal_code} {row.municipality}".strip()]))
    lines = [
        ", ".join(row.skills),
        *(f"{_('Propose')} : {text}" for text in row.offers),
        *(f"{_('Cherche')} : {text}" for text in row.needs),
        address if row.street else "",
        ", ".join(people_labels(row)),
    ]
    contacts = [
        {"text": row.phone, "url": ""},
        {"text": row.email, "url": f"mailto:{row.email}"},
        {"text": re.sub(r"^https?://(www\.)?|/$", "", row.website), "url": row.website},
    ]
    return {
        "id": row.id,
        "name": _name(row),
        "meta": settable(" · ".join(filter(None, meta))),
        "summary": settable(row.summary),
        "lines": [settable(line) for line in lines if line],
        "contacts": [{**contact, "text": settable(contact["text"])} for contact in contacts if contact["text"]],
    }


def _index(pairs: Iterable[tuple[str, Entry]]) -> list[dict]:
    """Entries under each title, both in alphabetical order; what has no title comes last."""
    groups: dict[str, dict[int, Entry]] = defaultdict(dict)
    for title, row in pairs:
        groups[title][row.id] = row
    return [
        {
            "title": settable(title) if title else _("Non précisé"),
            "entries": [
                {"id": row.id, "name": _name(row)} for row in sorted(groups[title].values(), key=lambda r: fold(r.name))
            ],
        }
        for title in sorted(groups, key=lambda title: (not title, fold(title)))
    ]
