"""Days and moments, in the ways that sources write them.

A moment without zone is read on the clock of Paris. A date without time, or a moment at midnight in Paris (what a date
picker makes of a date), is the end of that day.
"""

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from essaim.kernel.text import fold

from .texts import text_of

PARIS = ZoneInfo("Europe/Paris")
END_OF_DAY = time(23, 59, 59)
FIRST_YEAR, LAST_YEAR = 1990, 2100
_MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12, "janv": 1, "fevr": 2, "fev": 2, "avr": 4, "juil": 7, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6,
    "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
# A feed that was reindented: « 2022-07-28T11: 40: 47+02: 00 ».
_GAPS = re.compile(r"(?<=[\dT])\s*:\s+(?=\d)")
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}(?:[T ]\d{1,2}[:h]\d{2}.*)?$")
_SLASHES = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d{2})\b")
_WORDS = re.compile(r"\b(\d{1,2})(?:er)?\s+([a-z]+)\s+(\d{4})\b")
_HOUR = re.compile(r"\b(\d{1,2})\s?(?:h|:)\s?(\d{2})?\b")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


def read_deadline(value: Any) -> datetime | None:
    """An aware moment, or None when there is no date in what is written. Never raises."""
    found = _read(value)
    if found is None:
        return None
    day, clock, zone = found
    if clock is None:
        return datetime.combine(day, END_OF_DAY, PARIS)
    moment = datetime.combine(day, clock, zone or PARIS)
    local = moment.astimezone(PARIS)
    if local.time() == time(0):
        return datetime.combine(local.date(), END_OF_DAY, PARIS)
    return moment


def read_day(value: Any) -> date | None:
    """The day in Paris, or None. Never raises."""
    found = _read(value)
    if found is None:
        return None
    day, clock, zone = found
    if clock is None or zone is None:
        return day
    return datetime.combine(day, clock, zone).astimezone(PARIS).date()


def _read(value: Any) -> tuple[date, time | None, Any] | None:
    """The day, the time when there is one, its zone when there is one."""
    if isinstance(value, datetime):
        return value.date(), value.time(), value.tzinfo
    if isinstance(value, date):
        return value, None, None
    text = _GAPS.sub(":", text_of(value))
    if not text:
        return None
    try:
        return _read_text(text)
    except (ValueError, OverflowError, TypeError):
        return None


def _read_text(text: str) -> tuple[date, time | None, Any] | None:
    if _ISO.match(text):
        return _iso(text)
    if found := _COMPACT.match(text):
        return _day(int(found[1]), int(found[2]), int(found[3])), None, None
    if found := _SLASHES.search(text):
        year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
        return _day(year, int(found[2]), int(found[1])), _hour(text[found.end() :]), None
    if re.match(r"^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4}", text):  # RFC 5322, of feeds
        moment = parsedate_to_datetime(text)
        return _day(moment.year, moment.month, moment.day), moment.time(), moment.tzinfo or UTC
    plain = " ".join(re.sub(r"[^a-z0-9:]+", " ", fold_keeping_colons(text)).split())
    if (found := _WORDS.search(plain)) and found[2] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[2]], int(found[1])), _hour(plain[found.end() :]), None
    return None


def fold_keeping_colons(text: str) -> str:
    """`15 août, 12:30` → `15 aout 12:30`."""
    return ":".join(fold(part) for part in text.split(":"))


def _iso(text: str) -> tuple[date, time | None, Any]:
    if len(text) == 10:
        year, month, day = map(int, text.split("-"))
        return _day(year, month, day), None, None
    moment = datetime.fromisoformat(text.replace("h", ":", 1) if "h" in text else text)
    _day(moment.year, moment.month, moment.day)
    return moment.date(), moment.timetz().replace(tzinfo=None), moment.tzinfo


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError("a year that is none")
    return date(year, month, day)


def _hour(text: str) -> time | None:
    found = _HOUR.search(text[:20])
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
