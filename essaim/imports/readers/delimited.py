"""CSV and its cousins: the encoding, the separator, the rows, read as they come."""

import codecs
import csv
import math
from collections import Counter
from pathlib import Path

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..columns import recognises_header
from .table import Rows, Table, make_table

LOOK = 512 * 1024  # bytes read to tell encoding and separator
CELL = 2 * 1024 * 1024  # a longer cell is a quote that was never closed
SEPARATORS = ";,\t|"


def _read_odd_bytes(error: UnicodeError) -> tuple[str, int]:
    """Files glued together mix encodings: bytes that are not UTF-8 are read as Windows wrote them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    odd = error.object[error.start : error.end]
    return odd.decode("cp1252", "replace"), error.end


codecs.register_error("essaim-cp1252", _read_odd_bytes)


def guess_encoding(beginning: bytes) -> str:
    """Return the encoding to open with. UTF-8 unless the bytes say otherwise."""
    if beginning.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(beginning) > 20 and beginning[1:40:2].count(0) > 15:
        return "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(beginning)
        return "utf-8"
    except UnicodeDecodeError:
        # What decodes to several bytes per letter was written in UTF-8; lone bytes above 127 were not.
        text = beginning.decode("utf-8", "surrogateescape")
        lone = sum("\udc80" <= character <= "\udcff" for character in text)
        whole = sum(character > "\x7f" for character in text) - lone
        return "utf-8" if whole > lone else "cp1252"


def guess_separator(text: str) -> str:
    """Return the separator that cuts the first lines most evenly, headers understood first."""
    lines = text.splitlines(keepends=True)[:200]
    best, chosen = -1.0, ";"
    for separator in SEPARATORS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:
            continue
        if not rows:
            continue
        rows = rows[:-1] if len(rows) > 10 else rows  # the last may be cut
        width, count = Counter(map(len, rows)).most_common(1)[0]
        if width < 2:
            continue
        score = (count / len(rows)) ** 2 * math.log2(width) + max(map(recognises_header, rows[:10]))
        if score > best:
            best, chosen = score, separator
    return chosen


def open_delimited(path: Path) -> Table:
    """Open a text file as a table. Raises `Refusal` when it is empty or no text."""
    with path.open("rb") as file:
        beginning = file.read(LOOK)
    encoding = guess_encoding(beginning)
    errors = "replace" if encoding.startswith("utf-16") else "essaim-cp1252"
    text = beginning.decode(encoding, errors)
    if not text.strip("\ufeff \t\r\n;,|"):
        raise Refusal(_("Ce fichier est vide."), code="empty_file")
    if text.count("\x00") or sum(c < " " and c not in "\t\r\n\x0b\x0c\x1a" for c in text[:4000]) > 40:
        raise Refusal(
            _("Ce fichier n'est pas un tableau que l'on sait lire. Enregistrez-le en CSV, XLSX ou ODS."), code="binary"
        )
    if len(beginning) == LOOK:
        text = text[: text.rfind("\n") + 1] or text
    separator = guess_separator(text)
    csv.field_size_limit(CELL)

    def rows() -> Rows:
        number = 0
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            reader = csv.reader(file, delimiter=separator)
            try:
                for number, cells in enumerate(reader, 1):
                    if cells:
                        yield number, cells
            except csv.Error:
                raise Refusal(
                    _(
                        "La lecture s'arrête après la ligne %(number)s : un guillemet y est sans doute ouvert et "
                        "jamais refermé. Corrigez cette ligne, puis recommencez."
                    )
                    % {"number": number},
                    code="broken_csv",
                ) from None

    table = make_table(rows, {"encoding": encoding.removesuffix("-sig"), "separator": separator})
    if table is None:
        raise Refusal(_("Ce fichier est vide."), code="empty_file")
    return table
