"""Public holidays of metropolitan France (Code du travail, art. L3133-1). Alsace and Moselle have two more."""

from datetime import date, timedelta
from functools import lru_cache

_FIXED = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)]
_AFTER_EASTER = [1, 39, 50]  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of Nature, 1876, as Meeus gives it)."""
    century, of_century = divmod(year, 100)
    golden = year % 19
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, years = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * leap_years - epact - years) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    return frozenset(
        [date(year, month, day) for month, day in _FIXED] + [sunday + timedelta(days=gap) for gap in _AFTER_EASTER]
    )


def is_holiday(day: date) -> bool:
    return day in public_holidays(day.year)


def is_bridge(day: date) -> bool:
    """A Monday or a Friday that a holiday leaves alone beside the week-end: many are away."""
    one = timedelta(days=1)
    return (day.weekday() == 0 and is_holiday(day + one)) or (day.weekday() == 4 and is_holiday(day - one))
