"""What the values of a column look like: the share of them that has each shape."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from essaim.kernel.text import fold
from essaim.organizations.legal import guess_legal_category

from ..cleaning.numbers import luhn_holds
from ..cleaning.statuses import read_statuses

_DIGITS = re.compile(r"[\s.\u00a0\u202f-]+")
_SHAPES = {
    "rna": re.compile(r"^W[0-9A-Z]{9}$"),
    "email": re.compile(r"^[^\s@]+@[^\s@]+\.[^\s@]{2,}$"),
    "url": re.compile(r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.(?:fr|org|com|net|eu|asso|info|coop|io)(?:/\S*)?$"),
    "phone": re.compile(r"^(?:\+33|0033|0)\s?[1-9](?:[\s.-]?\d\d){4}$"),
    "naf": re.compile(r"^(?:\d\d\.\d{1,2}\s?[A-Z]|\d{4}\s?[A-Z])$"),
    "vat": re.compile(r"^FR\s?[0-9A-Z]{2}\s?\d{3}\s?\d{3}\s?\d{3}$"),
    "postal": re.compile(r"^(?:F-?)?(?:\d{4,5}|2[AB]\d{3})(?:\.0)?$|^\d\d \d{3}$"),
    "insee": re.compile(r"^(?:\d{4,5}|2[AB]\d{3})(?:\.0)?$"),
    "number": re.compile(r"^-?\d+(?:[.,]\d+)?$"),
    "scientific": re.compile(r"^\d[.,]\d+E\+?\d+$", re.IGNORECASE),
    "street": re.compile(
        r"^\d+\s?(?:bis|ter|[a-d])?[,\s]+(?:rue|r\b|av|bd|bl|pl|all|ch|imp|rte|route|cours|quai|sq|place|boul)|"
        r"\b(?:rue|avenue|boulevard|place|chemin|route|impasse|allee)\b",
        re.IGNORECASE,
    ),
}  # fmt: skip
_CITY = re.compile(r"^[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’ .-]{1,40}$")


@dataclass
class Profile:
    """`filled`: values seen; `distinct`, `fullness`: 0 to 1; `length`: mean; `headless`: the file has no header."""

    filled: int = 0
    distinct: float = 0.0
    fullness: float = 0.0
    length: float = 0.0
    headless: bool = False
    counts: dict[str, int] = field(default_factory=dict)

    def share(self, kind: str) -> float:
        return self.counts.get(kind, 0) / self.filled if self.filled else 0.0

    @property
    def numbered(self) -> float:
        """Share of the values that could be a SIREN, a SIRET or an RNA number."""
        return self.share("siren") + self.share("siret") + self.share("rna") + self.share("scientific")


def profile(values: Sequence[str], *, headless: bool = False) -> Profile:
    """Look at the values of one column."""
    present = [value.strip() for value in values if value and value.strip()]
    if not present:
        return Profile(headless=headless)
    seen = Profile(
        filled=len(present),
        distinct=len(set(present)) / len(present),
        fullness=len(present) / max(len(values), 1),
        length=sum(map(len, present)) / len(present),
        headless=headless,
    )
    for value in present:
        for kind in shapes(value):
            seen.counts[kind] = seen.counts.get(kind, 0) + 1
    return seen


@lru_cache(maxsize=8192)
def shapes(value: str) -> tuple[str, ...]:
    """The shapes that a value has."""
    found = [kind for kind, shape in _SHAPES.items() if shape.search(value)]
    digits = _DIGITS.sub("", value.removesuffix(".0"))
    if digits.isdecimal() and digits.strip("0"):
        if len(digits) in (13, 14) and luhn_holds(digits.zfill(14)[:9]):
            found.append("siret")
        elif len(digits) in (8, 9) and luhn_holds(digits.zfill(9)):
            found.append("siren")
    if "number" in found:
        number = float(value.replace(",", "."))
        if "." in value or "," in value:
            if 41 <= number <= 51.6:
                found.append("latitude")
            elif -5.6 <= number <= 9.9:
                found.append("longitude")
    elif not {"email", "url", "phone"} & set(found):
        letters = sum(character.isalpha() for character in value)
        if letters >= 2 and letters * 2 >= len(value.replace(" ", "")):
            found.append("words")
            if _CITY.match(value) and len(fold(value).split()) <= 6:
                found.append("city")
    if len(value) < 120:
        guess = guess_legal_category(value)
        if guess.category or guess.cooperative_kind:
            found.append("legal")
        if read_statuses(value):
            found.append("status")
    return tuple(found)
