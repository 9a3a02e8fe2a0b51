"""Small values: dates, yes and no, web and mail addresses, telephone, bands of headcount."""

import re
from datetime import date, timedelta
from functools import lru_cache

from essaim.kernel.text import fold
from essaim.organizations.enums import Headcount

# Words by which people say « nothing » in a cell.
NOTHING = {"", "0", "-", "_", "nc", "n/c", "na", "n/a", "nr", "neant", "néant", "none", "null", "sans", "inconnu",
           "inconnue", "en cours", "sans objet", "non renseigné", "[nd]", "nd", "?", "x"}  # fmt: skip
_ISO = re.compile(r"^(\d{4})[-/.](\d\d?)[-/.](\d\d?)(?:$|[T ])")
_FRENCH = re.compile(r"^(\d\d?)[-/.](\d\d?)[-/.](\d{4})(?:$|[T ])")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_SERIAL = re.compile(r"^(\d{5})(?:\.\d+)?$")
_EPOCH = date(1899, 12, 30)  # day 0 of spreadsheets
_SPACES = re.compile(r"\s+")
_URL = re.compile(r"^https?://[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?$", re.IGNORECASE)
_EMAIL = re.compile(r"^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$", re.IGNORECASE | re.ASCII)
_SEVERAL = re.compile(r"[;/]| ou ")  # telephones in one cell
_NOT_DIALLED = re.compile(r"[^\d+]")
_FROM_ABROAD = re.compile(r"^(?:\+33|0033)0?")
_YES = {"oui", "o", "vrai", "true", "1", "x", "yes", "y", "a", "active", "actif", "en activite", "ouvert", "siege"}
_NO = {"non", "n", "faux", "false", "0", "no", "c", "f", "d", "s", "fermee", "ferme", "cessee", "dissoute", "inactif"}
# (from how many employees, band): Sirene's trancheEffectifs
_BANDS = [
    (10000, "53"), (5000, "52"), (2000, "51"), (1000, "42"), (500, "41"), (250, "32"), (200, "31"), (100, "22"),
    (50, "21"), (20, "12"), (10, "11"), (6, "03"), (3, "02"), (1, "01"), (0, "00"),
]  # fmt: skip


def one_line(text: str) -> str:
    """The text on one line, without the quotes that an export left around it."""
    text = _SPACES.sub(" ", text).strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    return text


@lru_cache(maxsize=20_000)
def read_date(text: str) -> date | None:
    """Read a day: ISO, French, compact, or the number that a spreadsheet shows. A year alone is no day."""
    text = text.strip()
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.groups())
    elif match := _FRENCH.match(text):
        day, month, year = map(int, match.groups())
    elif match := _SERIAL.match(text):
        found = _EPOCH + timedelta(days=int(match[1]))
        return found if 1900 < found.year < 2100 else None
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    # 0001-01-01 and 1900-01-01 stand for « unknown » in RNA and Sirene.
    return found if found > date(1900, 1, 1) and found.year < 2100 else None


@lru_cache(maxsize=1024)
def read_yes(text: str) -> bool | None:
    word = fold(text)
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=1024)
def read_headcount(text: str) -> str:
    """Return the band: from Sirene's code, its label, a number, or a range of numbers."""
    text = text.strip()
    if text.upper() in Headcount.values:
        return text.upper()
    numbers = [int(number) for number in re.findall(r"\d+", re.sub(r"(?<=\d)[\s\u202f\u00a0](?=\d{3})", "", text))]
    if not numbers:
        return "NN" if "sans" in fold(text) or "aucun" in fold(text) else ""
    return next(band for least, band in _BANDS if numbers[0] >= least)


def read_url(text: str) -> str:
    """Return a web address with its scheme, or an empty text when it is none."""
    text = text.strip().split()[0] if text.strip() else ""
    if text and "://" not in text:
        text = "https://" + text.lstrip("/")
    return text if len(text) <= 300 and _URL.match(text) else ""


def read_email(text: str) -> str:
    text = text.strip().removeprefix("mailto:").rstrip(".,;")
    first = re.split(r"[;,/\s]+", text)[0] if text else ""
    return first.lower() if len(first) <= 254 and _EMAIL.match(first) else ""


def read_phone(text: str) -> str:
    """Return `03 21 00 00 00`, or another country's number as written; empty when it is none."""
    first = _SEVERAL.split(text.strip())[0]
    digits = _FROM_ABROAD.sub("0", _NOT_DIALLED.sub("", first))
    if len(digits) == 9 and digits[0] in "12345679":
        digits = "0" + digits  # the spreadsheet took the zero away
    if len(digits) == 10 and digits.isdecimal() and digits[0] == "0":
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return first.strip() if digits.startswith("+") and 8 <= len(digits) <= 16 and len(first.strip()) <= 20 else ""


def read_float(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", ".").replace("\u202f", "").replace(" ", ""))
    except ValueError:
        return None
