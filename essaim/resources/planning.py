"""A week and a month as pages show them: bars along the hours, squares for the days. No database."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from .models import Booking, Closure, Resource
from .moments import at_or_after, local
from .queries.busy import Span, most_taken, with_closed

FIRST_HOUR, LAST_HOUR = 6, 22  # what a bar shows; the rest of the night is folded into its ends
UNITS = (LAST_HOUR - FIRST_HOUR) * 4


@dataclass(frozen=True)
class Bar:
    """A piece of a day's bar, in quarters of an hour from its left. `kind`: taken, part, closed."""

    left: int
    width: int
    kind: str


@dataclass(frozen=True)
class Line:
    """What takes some of a day, in words."""

    starts_at: datetime
    ends_at: datetime
    booking: Booking | None = None
    closure: Closure | None = None


@dataclass(frozen=True)
class Day:
    day: date
    past: bool
    bars: list[Bar]
    lines: list[Line]
    free: bool  # something can still be booked


@dataclass(frozen=True)
class Square:
    """A day of the month: `state` is free, part or full; `other`: of the month before or after."""

    day: date
    state: str
    other: bool
    past: bool


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def bounds(first: date, days: int) -> tuple[datetime, datetime]:
    """From the first midnight to the last."""
    return at_or_after(first, time.min), at_or_after(first + timedelta(days=days), time.min)


def bars_of(resource: Resource, spans: Iterable[Span], day: date) -> list[Bar]:
    """The pieces of the day when something is taken."""
    bars = []
    opens = at_or_after(day, time(FIRST_HOUR)).timestamp()
    for span in spans:
        left = max(0, round((span.start - opens) / 900))
        right = min(UNITS, round((span.end - opens) / 900))
        if left < right:
            kind = (
                "closed" if span.taken > resource.quantity else ("taken" if span.taken == resource.quantity else "part")
            )
            bars.append(Bar(left, right - left, kind))
    return bars


def with_hours(resource: Resource, spans: list[Span], first: date, days: int) -> list[Span]:
    """The spans, with what is out of the opening hours as closed. No query when these are read already."""
    hours = list(resource.opening_hours.all())
    if not hours:
        return spans
    closed = []
    for number in range(days):
        day = first + timedelta(days=number)
        begins, ends = bounds(day, 1)
        moment = begins.timestamp()
        for row in sorted((one for one in hours if one.weekday == day.weekday()), key=lambda one: one.opens):
            closed.append((moment, at_or_after(day, row.opens).timestamp()))
            moment = at_or_after(day, row.closes).timestamp()
        closed.append((moment, ends.timestamp()))
    return with_closed(spans, [(int(start), int(end)) for start, end in closed if start < end])


def week_of(
    resource: Resource, first: date, spans: list[Span], bookings: list[Booking], closures: list[Closure], today: date
) -> list[Day]:
    """Seven days, each with its bar and its lines."""
    days = []
    for number in range(7):
        day = first + timedelta(days=number)
        begins, ends = bounds(day, 1)
        lines = [Line(one.starts_at, one.ends_at, booking=one) for one in bookings if _meets(one, begins, ends)]
        lines += [Line(one.starts_at, one.ends_at, closure=one) for one in closures if _meets(one, begins, ends)]
        lines.sort(key=lambda line: line.starts_at)
        days.append(
            Day(day, day < today, bars_of(resource, spans, day), lines, day_state(resource, spans, day) != "full")
        )
    return days


def _meets(row: Booking | Closure, begins: datetime, ends: datetime) -> bool:
    return row.starts_at < ends and row.ends_at > begins


def day_state(resource: Resource, spans: list[Span], day: date) -> str:
    """`free`: nothing is taken from when it opens, or its day begins, to when it closes; `full`: all is, all along, or
    it is closed; else `part`."""
    open_from, open_until = resource.day_from, resource.day_to
    if hours := list(resource.opening_hours.all()):
        today = [row for row in hours if row.weekday == day.weekday()]
        if not today:
            return "full"
        open_from, open_until = min(row.opens for row in today), max(row.closes for row in today)
    begins, ends = at_or_after(day, open_from), at_or_after(day, open_until)
    if not most_taken(spans, begins, ends):
        return "free"
    first, last = begins.timestamp(), ends.timestamp()
    moment = first
    for span in spans:
        if span.end <= moment:
            continue
        if span.start > moment or span.taken < resource.quantity:
            return "part"
        moment = span.end
        if moment >= last:
            return "full"
    return "part"


def month_of(resource: Resource, day: date, spans: list[Span], today: date) -> list[list[Square]]:
    """The weeks of the month of that day."""
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return [
        [Square(one, day_state(resource, spans, one), one.month != day.month, one < today) for one in week]
        for week in weeks
    ]


def month_bounds(day: date) -> tuple[datetime, datetime]:
    weeks = calendar.Calendar().monthdatescalendar(day.year, day.month)
    return bounds(weeks[0][0], 7 * len(weeks))


def next_month(day: date, step: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
    return date(year, month + 1, 1)


def local_day(moment: datetime) -> date:
    return local(moment).date()
