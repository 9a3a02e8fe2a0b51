"""Amounts and rates in sentences: « Jusqu'à 70 % du coût, dans la limite de 50 000 € »."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = rf"\d{{1,3}}(?:[{_SPACES}.]\d{{3}})+(?:,\d{{1,2}})?|\d+(?:[.,]\d{{1,2}})?"
_MONEY = re.compile(
    rf"(?P<number>{_NUMBER})[{_SPACES}]*(?P<scale>k€|M€|k ?euros?|(?:milliers|millions?)(?: d['’ ])?[{_SPACES}]*"
    r"(?:euros?|€)|€|euros?|EUR)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)(?:[\u00a0\u202f ]*(?:à|-|et|ou)[\u00a0\u202f ]*(\d{1,3}))?[\u00a0\u202f ]*%"
)
_AT_LEAST = re.compile(
    r"(?:\bmin(?:\.|imum|imal)?|au moins|à partir de|plancher|dès|supérieur\w* à)[^\d]{0,25}$", re.IGNORECASE
)
# « de 5 000 à 20 000 € »: the first number borrows the unit of the second.
_RANGE = re.compile(
    rf"(?:entre|de)[{_SPACES}]+(?P<low>{_NUMBER})[{_SPACES}]*(?:€|euros?)?[{_SPACES}]*(?:à|et)[{_SPACES}]+(?={_NUMBER})",
    re.IGNORECASE,
)
# To be shared among the winners: no one gets that.
_ENVELOPE = re.compile(r"(?:répartir|enveloppe|budget (?:total|global)|dotation globale)", re.IGNORECASE)
MOST_CENTS = 10**13  # a hundred milliards: more is a mistake


@dataclass(frozen=True)
class Amounts:
    """Cents and percents, None when they are not told."""

    low: int | None = None
    high: int | None = None
    rate_low: Decimal | None = None
    rate_high: Decimal | None = None


def read_amounts(text: str) -> Amounts:
    """What one may get, as a sentence says it. A sum to be shared among all is left aside. Never raises."""
    lows: list[int] = []
    highs: list[int] = []
    if not _ENVELOPE.search(text):
        ranges = {found.end(): found for found in _RANGE.finditer(text)}
        for found in _MONEY.finditer(text):
            cents = _cents(found["number"], found["scale"])
            if cents is None or any(one.start("low") == found.start() for one in ranges.values()):
                continue
            if (one := ranges.get(found.start())) and (first := _cents(one["low"], found["scale"])):
                lows.append(first)
            before = text[max(0, found.start() - 40) : found.start()]
            (lows if _AT_LEAST.search(before) else highs).append(cents)
    low, high = (min(lows) if lows else None), (max(highs) if highs else None)
    if low is not None and high is not None and low > high:
        low = None
    rates = [
        rate for found in _RATE.finditer(text) for part in found.groups() if part and (rate := _decimal(part)) <= 100
    ]
    rate_high = max(rates) if rates else None
    rate_low = min(rates) if len(rates) > 1 and min(rates) < max(rates) else None
    return Amounts(low, high, rate_low, rate_high)


def _cents(number: str, scale: str) -> int | None:
    plain = number
    for space in _SPACES:
        plain = plain.replace(space, "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", plain):
        plain = plain.replace(".", "")
    try:
        value = Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
    word = scale.lower()
    if word.startswith(("k", "millier")):
        value *= 1000
    elif word.startswith(("m€", "million")):
        value *= 1_000_000
    cents = int(value * 100)
    return cents if 0 < cents <= MOST_CENTS else None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
