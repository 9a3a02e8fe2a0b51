"""Identifiers in bulk: a fast path for numbers that are right, the patient one of `organizations.identifiers` else."""

import re
from typing import NamedTuple

from essaim.organizations.identifiers import LA_POSTE, NotAnIdentifier, parse_company_number, parse_rna

from .text import NOTHING

_DOUBLE = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
_VALUE = {str(digit): digit for digit in range(10)}
_DOUBLED = {str(digit): _DOUBLE[digit] for digit in range(10)}
_SCIENTIFIC = re.compile(r"^\s*(\d)[.,](\d+)E\+?(\d+)\s*$", re.IGNORECASE)


def luhn_holds(digits: str) -> bool:
    """Luhn's key over decimal digits (SIREN: 9, SIRET: 14)."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        total += (_DOUBLED if position % 2 else _VALUE)[character]
    return total % 10 == 0


class Number(NamedTuple):
    """A number read: `siren` with `siret`, or `rna`; `lost`: the digits that a spreadsheet left of an abridged one."""

    siren: str = ""
    siret: str = ""
    rna: str = ""
    lost: str = ""
    why: str = ""  # the sentence of a refusal


NONE = Number()


def read_number(text: str) -> Number:
    """Read a cell that holds a SIREN, a SIRET or an RNA number, whatever the column said."""
    text = text.strip()
    if text.isascii() and text.isdecimal():
        if len(text) == 14 and text.strip("0"):
            if luhn_holds(text[:9]) and (
                luhn_holds(text) or (text.startswith(LA_POSTE) and sum(map(int, text)) % 5 == 0)
            ):
                return Number(siren=text[:9], siret=text)
        elif len(text) == 9 and text.strip("0") and luhn_holds(text):
            return Number(siren=text)
    if text.lower() in NOTHING or not text.strip("0 "):
        return NONE
    try:
        if text[:1] in "Ww" and any(character.isdigit() for character in text):
            return Number(rna=parse_rna(text))
        siren, siret = parse_company_number(text)
    except NotAnIdentifier as error:
        if match := _SCIENTIFIC.match(text):
            # Its last digit was rounded: what comes before it is sure.
            return Number(lost=(match[1] + match[2])[:-1] or match[1], why=error.sentence)
        return Number(why=error.sentence)
    return Number(siren=siren, siret=siret or "")
