"""Text that a spreadsheet will not run, file names that any system keeps."""

import re

from django.utils import timezone
from django.utils.text import slugify

# What makes a spreadsheet read a cell as a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")
# A phone number or an amount begins so too, and is harmless: no letter, no operator further on.
_NUMBER = re.compile(r"[+-]?[\d\s\u00a0\u202f.,]*\d[\d\s\u00a0\u202f.,]*")


def harmless(text: str) -> str:
    """The text, with an apostrophe before it when a spreadsheet would take it for a formula; numbers are left alone."""
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return "'" + text
    return text


def file_name(*parts: str, extension: str) -> str:
    """`annuaire-bethune-bruay-2026-11-22.csv`: letters, digits and hyphens, dated, at most 80 characters."""
    stem = slugify(" ".join(filter(None, parts)).replace("œ", "oe").replace("Œ", "OE"))[:60].strip("-")
    return f"{stem or 'essaim'}-{timezone.localdate():%Y-%m-%d}.{extension}"
