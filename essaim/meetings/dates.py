"""Which dates a club's rhythm gives: pure reckoning, no database."""

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from .holidays import is_bridge, is_holiday
from .models import Rhythm

NOTICE = timedelta(days=14)  # people need two weeks to free themselves
AROUND = 45  # days before and after the aim where a date is looked for
PROPOSED = 4


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January and a month make 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def suits(rhythm: Rhythm, day: date) -> bool:
    """A day of the week that the club chose, out of the months it avoids, of holidays and of the bridges they make."""
    return (
        day.weekday() in rhythm.weekdays
        and day.month not in rhythm.avoided_months
        and not is_holiday(day)
        and not is_bridge(day)
    )


def around(rhythm: Rhythm, aim: date, *, first: date) -> Iterator[date]:
    """Days that suit, from `first` on, the nearest to the aim first; then later ones, for a year."""
    for gap in range(AROUND + 1):
        for day in dict.fromkeys((aim + timedelta(days=gap), aim - timedelta(days=gap))):
            if day >= first and suits(rhythm, day):
                yield day
    for gap in range(AROUND + 1, 366):
        if (day := aim + timedelta(days=gap)) >= first and suits(rhythm, day):
            yield day


def next_dates(rhythm: Rhythm, *, last: date | None, today: date, count: int = PROPOSED) -> list[date]:
    """The next dates, one for each turn of the rhythm, at least two weeks ahead.

    `last`: the day of the club's latest meeting, held or planned. A club that is late begins again as soon as it can.
    Fewer than `count` when the settings leave no day.
    """
    first = today + NOTICE
    aim = months_later(last, rhythm.months) if last else first
    aim = max(aim, first)
    found: list[date] = []
    start = aim
    for turn in range(count):
        aim = months_later(start, rhythm.months * turn)
        earliest = max(first, found[-1] + timedelta(days=1)) if found else first
        day = next(around(rhythm, aim, first=earliest), None)
        if day is None:
            break
        found.append(day)
    return found


def three_dates(rhythm: Rhythm, day: date, *, today: date) -> list[date]:
    """This day and the two nearest that suit, for a poll; fewer when there are none."""
    found = [day]
    for other in around(rhythm, day, first=today + NOTICE):
        if other not in found:
            found.append(other)
        if len(found) == 3:
            break
    return sorted(found)


def moments(rhythm: Rhythm, day: date) -> tuple[datetime, datetime]:
    """When a meeting of that day begins and ends: hours of the clock on the wall, whatever the season."""
    start = timezone.make_aware(datetime.combine(day, rhythm.at))
    return start, start + timedelta(minutes=rhythm.minutes)
