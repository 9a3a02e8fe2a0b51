"""One week of one post: who is worked for on each half-day, and for how long. Exact, by dynamic programming."""

from dataclasses import dataclass
from itertools import combinations
from math import ceil

from .problem import DAYS, HALF, SAME_PLACE, Need, Rules, distance, fixed_cost

_NOBODY = -1
FAR = 10**9


@dataclass(frozen=True)
class Part:
    """What one need gets: minutes a week, and its half-days as bits."""

    need: Need
    minutes: int
    slots: int


@dataclass(frozen=True)
class Post:
    """A job made of parts. `changes`: days on which one goes from a place to another; `farthest` in km."""

    parts: tuple[Part, ...]
    score: int
    changes: int
    farthest: float

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(part.need.key for part in self.parts)

    @property
    def employers(self) -> int:
        return len({part.need.organization for part in self.parts})


def arrange(needs: list[Need], rules: Rules) -> Post | None:
    """The best week of these needs (of one family, compatible two by two), or None when they make no decent job.

    Days follow each other; a state is how many half-days each need has had (four bits a need), and keeps the least that
    it costs to come there. A state from which a need cannot have its fewest half-days any more is left.
    """
    size = len(needs)
    away = {frozenset(pair): distance(needs[pair[0]], needs[pair[1]]) or 0.0 for pair in combinations(range(size), 2)}
    farthest = max(away.values(), default=0.0)
    if sum(need.least for need in needs) > rules.full:
        return None
    most = [need.most_slots for need in needs]
    fewest = [need.fewest_slots for need in needs]
    shifts = [4 * i for i in range(size)]
    layers: list[dict[int, int]] = [{0: 0}]
    days = [_options(needs, away, day, rules) for day in range(DAYS)]
    for day, options in enumerate(days):
        floors = [least - (need.slots >> 2 * day).bit_count() for need, least in zip(needs, fewest, strict=True)]
        reached: dict[int, int] = {}
        for state, cost in layers[-1].items():
            had = [state >> shift & 15 for shift in shifts]
            if any(map(int.__lt__, had, floors)):
                continue
            free = [count < top for count, top in zip(had, most, strict=True)]
            for add, morning, afternoon, price in options:
                if morning >= 0 and not free[morning]:
                    continue
                if afternoon >= 0 and (
                    not free[afternoon] or (morning == afternoon and had[morning] + 1 >= most[morning])
                ):
                    continue
                total = cost + price
                if total < reached.get(state + add, FAR):
                    reached[state + add] = total
        layers.append(reached)
    found: tuple[int, int, int] | None = None  # points, minus half-days, state
    for state, cost in layers[-1].items():
        given = [state >> shift & 15 for shift in shifts]
        if any(map(int.__lt__, given, fewest)):
            continue
        minutes = min(rules.full, sum(min(need.most, HALF * slots) for need, slots in zip(needs, given, strict=True)))
        if minutes >= rules.least:
            ranked = (rules.value(minutes) - cost, -sum(given), state)
            found = ranked if found is None else max(found, ranked)
    if found is None:
        return None
    slots, changes = _unroll(found[2], layers, days, size)
    parts = _parts(needs, [found[2] >> shift & 15 for shift in shifts], slots, rules)
    return Post(parts, found[0] - fixed_cost(needs, farthest, rules), changes, farthest)


def _options(needs: list[Need], away: dict, day: int, rules: Rules) -> list[tuple[int, int, int, int]]:
    """What a day may be: (what it adds to the state, morning, afternoon, cost)."""
    mornings, afternoons = (
        [_NOBODY, *(i for i, need in enumerate(needs) if need.slots >> slot & 1)] for slot in (2 * day, 2 * day + 1)
    )
    options = []
    for morning in mornings:
        for afternoon in afternoons:
            km = 0.0 if _NOBODY in (morning, afternoon) else away.get(frozenset((morning, afternoon)), 0.0)
            if km > rules.same_day:
                continue
            add = sum(1 << 4 * one for one in (morning, afternoon) if one != _NOBODY)
            price = rules.change + rules.change_km * ceil(km) if km > SAME_PLACE else 0
            options.append((add, morning, afternoon, price))
    return options


def _unroll(state: int, layers: list, days: list, size: int) -> tuple[list[int], int]:
    """The half-days of each need as bits, and the number of midday changes, going back from the last state."""
    slots, changes = [0] * size, 0
    for day in reversed(range(DAYS)):
        cost = layers[day + 1][state]
        add, morning, afternoon, price = next(
            option for option in days[day] if layers[day].get(state - option[0], FAR) + option[3] == cost
        )
        state -= add
        changes += price > 0
        if morning != _NOBODY:
            slots[morning] |= 1 << 2 * day
        if afternoon != _NOBODY:
            slots[afternoon] |= 1 << 2 * day + 1
    return slots, changes


def _parts(needs: list[Need], given: list[int], slots: list[int], rules: Rules) -> tuple[Part, ...]:
    """Each need as much as it asks and its half-days hold; what passes a full time is taken where there is most to
    spare."""
    minutes = [min(need.most, HALF * count) for need, count in zip(needs, given, strict=True)]
    while (over := sum(minutes) - rules.full) > 0:
        i = max(range(len(needs)), key=lambda i: minutes[i] - needs[i].least)
        minutes[i] -= min(over, minutes[i] - needs[i].least)
    return tuple(Part(*one) for one in zip(needs, minutes, slots, strict=True))
