"""Needs of structures, and what a decent job is."""

from dataclasses import dataclass
from math import ceil

from essaim.territory.geometry import distance_km

HALF = 240  # minutes of work in a half-day, at most
DAYS = 6  # Monday to Saturday
SLOTS = 2 * DAYS  # slot 2 × day is a morning, the next one the afternoon
SAME_PLACE = 1.0  # km under which one is not elsewhere


@dataclass(frozen=True)
class Need:
    """What a structure needs, minutes a week.

    `family` and `occupation`: needs of one family may be done by one person; the nearer the better. `slots`: a bit for
    each half-day that is possible. `place`: (latitude, longitude), None when it is not known. `starts` and
    `starts_by`: the first and last day it may begin, as ordinals.
    """

    key: int
    organization: int
    family: str
    occupation: str
    least: int
    most: int
    slots: int
    place: tuple[float, float] | None = None
    remote: bool = False
    starts: int = 0
    starts_by: int = 10**7

    @property
    def fewest_slots(self) -> int:
        return max(1, ceil(self.least / HALF))

    @property
    def most_slots(self) -> int:
        return min(self.slots.bit_count(), max(1, ceil(self.most / HALF)))


@dataclass(frozen=True)
class Rules:
    """What a decent job is, and what things are worth, in points: a minute of paid work is one.

    A post is at most `full` minutes a week and at least `least` (24 h, Labour code L3123-27). `near_full` and more
    earns `bonus`; what misses to `full` costs half as much as work is worth. Places are at most `farthest` km from each
    other, and at most `same_day` when one goes from one to the other at midday. Each employer beyond the first costs
    `employer`, each need `part`, each km between the two farthest places `km`, each midday change `change` and
    `change_km` a km, several occupations of a family `mixed`.
    """

    full: int = 35 * 60
    near_full: int = 30 * 60
    least: int = 24 * 60
    farthest: float = 20.0
    same_day: float = 10.0
    most_parts: int = 4
    bonus: int = 300
    employer: int = 240
    part: int = 60
    km: int = 3
    change: int = 20
    change_km: int = 2
    mixed: int = 120

    def value(self, minutes: int) -> int:
        """Points of so many minutes a week, before what the combination costs."""
        return minutes - (self.full - minutes) // 2 + (self.bonus if minutes >= self.near_full else 0)


def distance(one: Need, other: Need) -> float | None:
    """Kilometres as the crow flies; 0 when one of the two is done at a distance; None when a place is not known."""
    if one.remote or other.remote:
        return 0.0
    if one.place is None or other.place is None:
        return None
    if one.place == other.place:
        return 0.0
    return distance_km(*one.place, *other.place)


def compatible(one: Need, other: Need, rules: Rules) -> float | None:
    """Their distance when one person may do both, else None."""
    if one.key == other.key or one.family != other.family:
        return None
    if max(one.starts, other.starts) > min(one.starts_by, other.starts_by):
        return None
    if one.least + other.least > rules.full or (one.slots | other.slots).bit_count() < (
        one.fewest_slots + other.fewest_slots
    ):
        return None
    away = distance(one, other)
    return away if away is not None and away <= rules.farthest else None


def fixed_cost(needs: list[Need], farthest: float, rules: Rules) -> int:
    """What a combination costs whatever the days: its employers, its needs, its distance, its occupations."""
    employers = len({need.organization for need in needs})
    mixed = len({need.occupation for need in needs}) > 1
    return (
        rules.employer * (employers - 1)
        + rules.part * len(needs)
        + rules.km * ceil(farthest)
        + (rules.mixed if mixed else 0)
    )
