"""Combinations that may be posts, each with a score that its best week cannot pass."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import ceil

import numpy as np

from .arrange import Post, arrange
from .problem import HALF, SAME_PLACE, Need, Rules, compatible, fixed_cost

# Of some needs together: their half-days as bits, how many they ask at least, at most, the minutes they ask at most.
Share = tuple[int, int, int, int]
MOST_COLUMNS = 250_000  # in one group; beyond, what is left out is bounded roughly


@dataclass
class Pool:
    """The combinations of a group of needs.

    `members`: (columns, most parts), row numbers of needs, -1 where there is none. `scores`: what each is worth, at
    most (exactly, once `seen`); -1 for one that no week can hold. `cut`: some were left out.
    """

    needs: list[Need]
    rules: Rules
    members: np.ndarray
    scores: np.ndarray
    cut: bool
    seen: dict[int, Post | None] = field(default_factory=dict)

    def look(self, column: int) -> Post | None:
        """The best week of a column, worked out once; its score is exact from then on."""
        if column not in self.seen:
            post = arrange([self.needs[i] for i in self.members[column] if i >= 0], self.rules)
            if post is not None and post.employers < 2:
                post = None
            self.seen[column] = post
            self.scores[column] = post.score if post else -1
        return self.seen[column]

    @property
    def rough_bound(self) -> int:
        """No choice of posts can be worth more: each minute is counted once, and the bonus is at most its share."""
        bonus = 1 + self.rules.bonus / self.rules.near_full
        return ceil(bonus * sum(need.most for need in self.needs))


def groups(needs: list[Need], rules: Rules) -> Iterator[list[Need]]:
    """Needs that may be combined, directly or through others, the smaller groups first; those alone are left out."""
    ordered = sorted(needs, key=lambda need: need.key)
    near = _adjacency(ordered, rules)[0]
    left = set(range(len(ordered)))
    found = []
    while left:
        waiting, group = [left.pop()], []
        while waiting:
            i = waiting.pop()
            group.append(i)
            close = {j for j in left if near[i] >> j & 1}
            left -= close
            waiting += close
        if len(group) > 1:
            found.append([ordered[i] for i in sorted(group)])
    yield from sorted(found, key=lambda group: (len(group), group[0].key))


def _adjacency(needs: list[Need], rules: Rules) -> tuple[list[int], dict[tuple[int, int], float]]:
    """By need, those that it may be combined with as bits; and the distances."""
    near, away = [0] * len(needs), {}
    for i, one in enumerate(needs):
        for j in range(i + 1, len(needs)):
            km = compatible(one, needs[j], rules)
            if km is not None:
                near[i] |= 1 << j
                near[j] |= 1 << i
                away[i, j] = km
    return near, away


def pool_of(
    needs: list[Need], rules: Rules, *, without: Collection[frozenset[int]] = (), most: int = MOST_COLUMNS
) -> Pool:
    """Every combination of two needs or more that might be a decent job and that none of its parts makes needless.

    A need that only adds an employer to a post that is already a full time is needless: see `_is_whole`. Those
    `without`, by the keys of their needs, are left out.
    """
    near, away = _adjacency(needs, rules)
    rows: list[tuple[int, ...]] = []
    scores: list[int] = []
    fewest = [need.fewest_slots for need in needs]
    longest = [need.most_slots for need in needs]
    cut = False
    # members, what may still join, each part of the members as a tuple of `Share`, greatest distance
    waiting: list[tuple[tuple[int, ...], int, list[Share], float]] = [
        ((i,), near[i] >> i + 1 << i + 1, [(0, 0, 0, 0), (need.slots, fewest[i], longest[i], need.most)], 0.0)
        for i, need in reversed(list(enumerate(needs)))
    ]
    while waiting:
        members, others, parts, farthest = waiting.pop()
        whole = False
        if len(members) > 1:
            chosen = [needs[i] for i in members]
            asked = parts[-1][3]
            # Minimum cut: some needs are bound by what they ask, the others by the half-days that they have together.
            minutes = min(rules.full, *(asked - part[3] + HALF * part[0].bit_count() for part in parts))
            employers = len({need.organization for need in chosen})
            refused = bool(without) and frozenset(need.key for need in chosen) in without
            if minutes >= rules.least and employers > 1 and not refused:
                if len(rows) >= most:
                    cut = True
                    break
                rows.append(members)
                scores.append(rules.value(minutes) - fixed_cost(chosen, farthest, rules))
                whole = _is_whole(minutes, parts, farthest, rules)
        if len(members) == rules.most_parts:
            continue
        shortest = sum(needs[i].least for i in members)
        employers_in = {needs[i].organization for i in members}
        while others:
            j = others.bit_length() - 1
            others ^= 1 << j
            need = needs[j]
            if shortest + need.least > rules.full or (whole and need.organization not in employers_in):
                continue
            more = [
                (slots | need.slots, least + fewest[j], top + longest[j], most_minutes + need.most)
                for slots, least, top, most_minutes in parts
            ]
            # Hall: half-days can be shared out when each part of the needs has as many as it asks.
            if any(slots.bit_count() < least for slots, least, _top, _most in more):
                continue
            reach = max(farthest, *(away[i, j] for i in members))
            allowed = near[j] >> j + 1 << j + 1
            for i in members:
                allowed &= near[i]
            waiting.append(((*members, j), allowed, parts + more, reach))
    table = np.full((len(rows), rules.most_parts), -1, dtype=np.int32)
    for row, members in enumerate(rows):
        table[row, : len(members)] = members
    return Pool(needs, rules, table, np.array(scores, dtype=np.int64), cut)


def _is_whole(minutes: int, parts: list[Share], farthest: float, rules: Rules) -> bool:
    """Whether it surely has a week of a full time, worth more than with one employer more.

    Half-days can be shared out whatever each need asks (Hall, on the most they ask), any two places may be worked on
    the same day, and the midday changes of a whole week cost less than an employer.
    """
    changes = 6 * (rules.change + rules.change_km * ceil(farthest)) if farthest > SAME_PLACE else 0
    return (
        minutes == rules.full
        and farthest <= rules.same_day
        and changes <= rules.employer + rules.part
        and all(slots.bit_count() >= top for slots, _least, top, _most in parts)
    )
