"""Addresses: one cell that holds everything, or the parts of one."""

import re
from functools import lru_cache

from essaim.kernel.text import fold

from .text import NOTHING, one_line

# The last « 62400 Béthune » of a text; what comes before is the street.
_CITY_LINE = re.compile(
    r"[\s,;(–—-]*(?<![\dA-Za-z])(?:F-)?(\d{5}|\d{2} \d{3}|2[AB] ?\d{3})(?!\d)[\s,–-]*([^\d\n,;()]*)([^\n]*)$"
)
_LINES = re.compile(r"\s*[\r\n]+\s*")
_WORDS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard",
    "bvd": "boulevard", "r": "rue", "pl": "place", "rte": "route", "che": "chemin", "ch": "chemin", "chem": "chemin",
    "all": "allee", "imp": "impasse", "sq": "square", "crs": "cours", "qu": "quai", "res": "residence", "st": "saint",
    "ste": "sainte", "gal": "general", "mal": "marechal", "fg": "faubourg", "fbg": "faubourg", "dr": "docteur",
    "pdt": "president", "za": "zone", "zi": "zone", "esp": "esplanade", "pass": "passage", "rpt": "rond point",
}  # fmt: skip
_SMALL = {"de", "du", "des", "d", "la", "le", "les", "l", "n", "no", "numero"}


@lru_cache(maxsize=2048)
def split_address(text: str) -> tuple[str, str, str]:
    """Part `8 rue de la Boétie - 33000 Bordeaux` into (street, postal code, city); what is not there is empty."""
    text = text.strip().strip('"').strip()
    flat = _LINES.sub(" , ", text)
    if match := _CITY_LINE.search(flat):
        street = tidy_street(flat[: match.start()])
        return street, match[1].replace(" ", ""), one_line(match[2]).strip(" ,;-–")
    return tidy_street(flat), "", ""


def tidy_street(text: str) -> str:
    """On one line, 200 characters at most, no separator left hanging."""
    street = one_line(re.sub(r"\s+,", ",", text)).strip(' ,;-–—"')[:200]
    return "" if street.lower() in NOTHING else street


@lru_cache(maxsize=20_000)
def street_key(street: str) -> str:
    """A form under which « 8 bd de la Rép. » and « 8, boulevard de la Rép. » are the same street."""
    return " ".join(_WORDS.get(word, word) for word in fold(street).split() if word not in _SMALL)
