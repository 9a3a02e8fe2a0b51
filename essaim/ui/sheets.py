"""A list to take away: CSV for a spreadsheet, XLSX, and a PDF that screen readers follow (PDF/UA-1).

For lists of some hundreds of rows, whole in memory; the directory's exports, which stream, are its own.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language

from essaim.kernel.text import typographic

from .templatetags.ui import day

Cell = str | int | date | datetime | None
TEMPLATE = Path(__file__).parent / "data" / "sheet.typ"
# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")
# A phone number or an amount begins so too, and is harmless: no letter, no operator further on.
_NUMBER = re.compile(r"[+-]?[\d\s\u00a0\u202f.,]*\d[\d\s\u00a0\u202f.,]*")
# What Libertinus Serif can set: Latin, Greek, Cyrillic, punctuation, currencies. PDF/UA refuses a missing character.
_UNSET = re.compile(r"[^\n\x20-\x7e\xa0-\u024f\u0370-\u0377\u0386-\u03ce\u0400-\u045f\u2010-\u2027\u202f-\u203a€™−]")


@dataclass(frozen=True)
class Sheet:
    """A table with its title. Instants are in UTC.

    `about`: sentences under the title of the PDF. `widths`: shares of its page's width.
    """

    title: str
    subtitle: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: Sequence[str] = ()
    widths: Sequence[int] = field(default_factory=tuple)

    def response(self, form: str) -> HttpResponse:
        """The file in one of FORMS; 404 for another word."""
        if form not in FORMS:
            raise Http404
        write, content_type = FORMS[form]
        name = file_name(self.title, self.subtitle, extension=form)
        response = HttpResponse(write(self), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula; numbers are left alone."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def file_name(*parts: str, extension: str) -> str:
    """`annuaire-bethune-bruay-2026-11-22.csv`: letters, digits and hyphens, dated, at most 80 characters."""
    stem = slugify(" ".join(filter(None, parts)).replace("œ", "oe").replace("Œ", "OE"))[:60].strip("-")
    return f"{stem or 'essaim'}-{timezone.localdate():%Y-%m-%d}.{extension}"


def settable(text: str) -> str:
    """The text with the page's typography and only characters that the font has; others give their plain form or go."""
    text = unicodedata.normalize("NFC", text)
    if get_language() == "fr":
        text = typographic(text)
    return _UNSET.sub(lambda found: _UNSET.sub("", unicodedata.normalize("NFKC", found[0])), text)


def _csv(sheet: Sheet) -> bytes:
    """What a spreadsheet opens at a double click: byte-order mark, and `;` in French."""
    french = get_language() == "fr"
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if french else ",")
    writer.writerow(sheet.heads)
    for row in sheet.rows:
        writer.writerow([_plain(cell, french) for cell in row])
    return ("\ufeff" + out.getvalue()).encode()


def _plain(cell: Cell, french: bool) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}" if french else cell.isoformat()
    return "" if cell is None else harmless(str(cell))


def _xlsx(sheet: Sheet) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": sheet.title, "author": "Essaim"})
    head = book.add_format({"bold": True, "bg_color": "#F3EEE2", "text_wrap": True, "valign": "top"})
    kinds = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm:ss"}
    days = {kind: book.add_format({"num_format": shape, "align": "left"}) for kind, shape in kinds.items()}
    text = book.add_format({"num_format": "@", "valign": "top"})
    quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
    page = book.add_worksheet()
    page.freeze_panes(1, 1)
    for column, title in enumerate(sheet.heads):
        longest = max([len(_plain(row[column], True)) for row in sheet.rows], default=0)
        page.set_column(column, column, min(max(longest, len(title), 10) + 2, 60))
        page.write_string(0, column, title, head)
    for line, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(line, column, cell, days[type(cell)])
            elif isinstance(cell, int):
                page.write_number(line, column, cell)
            elif cell:
                page.write_string(line, column, cell[:32_767], text if harmless(cell) == cell else quoted)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.heads) - 1)
    book.close()
    return out.getvalue()


def _pdf(sheet: Sheet) -> bytes:
    import typst

    data = {
        "title": settable(sheet.title),
        "subtitle": settable(sheet.subtitle),
        "about": [settable(sentence) for sentence in sheet.about],
        "date": settable(day(timezone.localdate())),
        "language": get_language() or "fr",
        "heads": [settable(head) for head in sheet.heads],
        "widths": list(sheet.widths) or [1] * len(sheet.heads),
        "rows": [[settable(_words(cell)) for cell in row] for row in sheet.rows],
    }
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _words(cell: Cell) -> str:
    french = get_language() == "fr"
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M} UTC" if french else f"{cell:%Y-%m-%d %H:%M} UTC"
    if isinstance(cell, date):
        return _plain(cell, french)
    return "" if cell is None else str(cell)


FORMS = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "pdf": (_pdf, "application/pdf"),
}
