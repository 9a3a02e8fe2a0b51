"""The members' register: who was a member on any day, since when, how the club grew.

It is read from the events alone. When two events speak of the same day, the one written last is right: an organiser
who notes today an admission of last year corrects the year between.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from essaim.kernel.registry import Registry
from essaim.organizations.models import Organization

from .enums import IN_REGISTER, MembershipState
from .models import Club, MembershipEvent


@dataclass(frozen=True)
class RegisterColumn:
    """A column that a higher app adds: `read(club, day)` gives words by organization (its key), in a fixed number of
    queries. An organization that is not there has an empty cell."""

    label: Any
    read: Callable[[Club, date], dict[int, str]]


register_columns: Registry[RegisterColumn] = Registry()


@dataclass(frozen=True)
class Step:
    """A state, from a day on."""

    on: date
    after: str


@dataclass(frozen=True)
class Line:
    """An organization in the register, on the day asked for."""

    organization: Organization
    state: str
    since: date  # the first day of this stay; a suspension does not end it

    @property
    def state_label(self) -> str:
        return str(MembershipState(self.state).label)


def steps_of(events: Iterable[MembershipEvent]) -> list[Step]:
    """What holds, in order of days, from the events of one membership in the order they were written."""
    steps: list[Step] = []
    for event in events:
        while steps and steps[-1].on > event.on:
            steps.pop()
        steps.append(Step(event.on, event.after))
    return steps


def stay_on(steps: Sequence[Step], day: date) -> Step | None:
    """The state in the register on that day, with the first day of the stay; None when it is not in the register."""
    reached = [step for step in steps if step.on <= day]
    if not reached or reached[-1].after not in IN_REGISTER:
        return None
    first = reached[-1]
    for step in reversed(reached):
        if step.after not in IN_REGISTER:
            break
        first = step
    return Step(first.on, reached[-1].after)


def histories(club: Club) -> dict[Organization, list[Step]]:
    """The steps of every organization that ever was in the club. One query. Pages united with another are left out."""
    rows: dict[Organization, list[MembershipEvent]] = defaultdict(list)
    events = MembershipEvent.objects.filter(club=club, membership__organization__merged_into=None)
    for event in events.select_related("membership__organization").order_by("pk"):
        rows[event.membership.organization].append(event)
    return {organization: steps_of(found) for organization, found in rows.items()}


def register_on(club: Club, day: date) -> list[Line]:
    """The members on that day, by name. One query."""
    lines = [
        Line(organization, stay.after, stay.on)
        for organization, steps in histories(club).items()
        if (stay := stay_on(steps, day))
    ]
    return sorted(lines, key=lambda line: line.organization.folded_name)


MOST_POINTS = 12


def growth_of(club: Club, today: date) -> tuple[list[date], list[int]]:
    """Days, from the first member to today, and how many members the club had on each: at most 12, each the end of a
    month, quarter, half-year or year, today last. One query."""
    stays = list(histories(club).values())
    entered = [step.on for steps in stays for step in steps if step.after in IN_REGISTER]
    if not entered:
        return [], []
    days = _ends(min(entered), today)
    return days, [sum(stay_on(steps, day) is not None for steps in stays) for day in days]


def _ends(first: date, today: date) -> list[date]:
    """The last days of periods between both, the shortest periods that make at most MOST_POINTS points."""
    for months in (1, 3, 6, 12, 60, 120, 1200):
        ends, day = [], first
        while (day := _period_end(day, months)) < today:
            ends.append(day)
            day += timedelta(days=1)
        if len(ends) < MOST_POINTS:
            break
    return [*ends, today]


def _period_end(day: date, months: int) -> date:
    """The last day of the period of so many months, counted from January (of the year 0 when longer), that holds it."""
    number = (day.year * 12 + day.month - 1) // months * months + months
    return date(number // 12, number % 12 + 1, 1) - timedelta(days=1)
