"""CSV for spreadsheets, CSV for scripts, XLSX."""

import csv
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.ui.sheets import harmless

from .columns import Column, Value
from .entries import Entry


class _Echo:
    """A file that gives back what the csv module writes, so that a table leaves line by line."""

    def write(self, text: str) -> str:
        return text


def spreadsheet_csv(
    entries: Iterable[Entry], columns: list[Column], sectors: dict[str, str], language: str
) -> Iterator[str]:
    """What a spreadsheet opens at a double click: byte-order mark, titles, and in French `;` and decimal commas."""
    french = language == "fr"
    writer: Any = csv.writer(_Echo(), delimiter=";" if french else ",")
    with override(language):
        yield "\ufeff" + writer.writerow([str(column.title) for column in columns])
    for entry in entries:
        with override(language):
            values = [column.for_people(entry, sectors) for column in columns]
        yield writer.writerow([_for_spreadsheet(value, french) for value in values])


def _for_spreadsheet(value: Value, french: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}" if french else value.isoformat()
    if isinstance(value, float):
        return str(value).replace(".", ",") if french else str(value)
    return harmless(str(value))


def script_csv(entries: Iterable[Entry], columns: list[Column]) -> Iterator[str]:
    """What a program reads: RFC 4180, UTF-8, names in English, codes, ISO dates, lists parted by `|`."""
    writer: Any = csv.writer(_Echo())
    yield writer.writerow([column.name for column in columns])
    for entry in entries:
        yield writer.writerow([_for_script(column.code(entry)) for column in columns])


def _for_script(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return harmless("|".join(item.replace("|", "/") for item in value))
    return harmless(str(value)) if isinstance(value, str) else str(value)


def workbook(entries: Iterable[Entry], columns: list[Column], sectors: dict[str, str], title: str) -> IO[bytes]:
    """An XLSX in a temporary file that vanishes when closed, row by row: memory does not grow with the rows."""
    import xlsxwriter

    file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "author": "Essaim"})
    head = book.add_format({"bold": True, "bg_color": "#F3EEE2", "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    # Text stays text, even when someone edits the cell: the cell itself says so, its content is not changed.
    text = book.add_format({"num_format": "@", "valign": "top"})
    quoted = book.add_format({"num_format": "@", "valign": "top", "quote_prefix": True})
    sheet = book.add_worksheet(_("Structures"))
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
    sheet.freeze_panes(1, 2)
    for position, column in enumerate(columns):
        sheet.write_string(0, position, str(column.title), head)
    last = 0
    for last, entry in enumerate(entries, 1):
        for position, column in enumerate(columns):
            value = column.for_people(entry, sectors)
            if value is None or value == "":
                continue
            if isinstance(value, date):
                sheet.write_datetime(last, position, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(last, position, value)
            else:
                cell = str(value)[:32_767]  # the most that a cell holds
                sheet.write_string(last, position, cell, text if harmless(cell) == cell else quoted)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    file.seek(0)
    return file
