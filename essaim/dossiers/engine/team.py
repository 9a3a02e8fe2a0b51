"""A team: what it is worth, who carries what, what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from .problem import WHOLE, Need
from .table import Table

ENOUGH = 50  # hundredths: below, a need is covered in part


@dataclass(frozen=True)
class Team:
    """`points`: what it is worth; `bound`: what no team that differs enough from those before it can pass.

    `shares`: hundredths of each need that are covered; `carriers`: who carries it. `proven`: pairs who worked together,
    with how many times; `new`: members who worked with none of the others. `farthest`: km from where the work is.
    """

    members: tuple[int, ...]
    points: int
    bound: int
    lead: int | None = None
    shares: dict[int, int] = field(default_factory=dict)
    carriers: dict[int, tuple[int, ...]] = field(default_factory=dict)
    proven: tuple[tuple[int, int, int], ...] = ()
    new: tuple[int, ...] = ()
    farthest: float = 0.0

    @property
    def proved(self) -> bool:
        return self.bound <= self.points

    @property
    def gap(self) -> float:
        """How far from the bound, between 0 and 1; of the bound's size, or whole when the bound is not above 0."""
        if self.proved:
            return 0.0
        return min(1.0, (self.bound - self.points) / self.bound) if self.bound > 0 else 1.0

    @property
    def covered(self) -> tuple[int, ...]:
        return tuple(key for key, share in self.shares.items() if share >= ENOUGH)

    @property
    def partly(self) -> tuple[int, ...]:
        return tuple(key for key, share in self.shares.items() if 0 < share < ENOUGH)

    @property
    def missing(self) -> tuple[int, ...]:
        return tuple(key for key, share in self.shares.items() if share == 0)


def points_of(table: Table, columns: Sequence[int]) -> int:
    """What the team of these columns is worth."""
    total = table.base - int(table.cost[list(columns)].sum())
    total += sum(worth for _row, _column, worth in carriers_of(table, columns))
    if len(table.added):
        steps = np.minimum(WHOLE, table.steps[:, list(columns)].sum(axis=1))
        total += int((steps * table.step_worth).sum())
    pairs, new = acquaintance(table, columns)
    total += table.rules.proven * min(table.rules.most_proven, len(pairs))
    return total + (table.rules.new if new else 0)


def acquaintance(table: Table, columns: Sequence[int]) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Pairs who worked together (with the times), and members who worked with none of the others."""
    pairs = [(a, b, table.known[a][b]) for a, b in combinations(columns, 2) if b in table.known[a]]
    if len(columns) < 2:
        return [], []
    met = {column for a, b, _times in pairs for column in (a, b)}
    return pairs, [column for column in columns if column not in met]


def carriers_of(table: Table, columns: Sequence[int]) -> list[tuple[int, int, int]]:
    """Who carries what, worth most in all: (row of the need, column, points).

    Each need takes its best members; when that asks more of a member than its hands, the best assignment is found by
    augmenting paths, cheapest first.
    """
    chosen: list[tuple[int, int, int]] = []
    load = dict.fromkeys(columns, 0)
    for row in range(len(table.carried)):
        able = sorted((-int(table.worth[row, c]), c) for c in columns if table.worth[row, c] > 0)
        for worth, column in able[: int(table.slots[row])]:
            chosen.append((row, column, -worth))
            load[column] += bool(table.is_skill[row])
    if all(load[column] <= table.hands[column] for column in columns):
        return chosen
    free = [one for one in chosen if not table.is_skill[one[0]]]
    return free + _assigned(table, columns)


def _assigned(table: Table, columns: Sequence[int]) -> list[tuple[int, int, int]]:
    """The best assignment of skills to hands: the longest augmenting path, again and again (successive paths)."""
    rows = [row for row in range(len(table.carried)) if table.is_skill[row]]
    open_slots = {row: int(table.slots[row]) for row in rows}
    hands = {column: int(table.hands[column]) for column in columns}
    edges = [(row, c, int(table.worth[row, c])) for row in rows for c in columns if table.worth[row, c] > 0]
    taken: set[tuple[int, int]] = set()
    while True:
        # Bellman-Ford over needs (r) and members (c): a free edge is walked forth, a taken one back.
        reach: dict[tuple[str, int], int] = {("r", row): 0 for row in rows if open_slots[row] > 0}
        came: dict[tuple[str, int], tuple[str, int]] = {}
        moved = True
        while moved:
            moved = False
            for row, column, worth in edges:
                here, there = ("r", row), ("c", column)
                if (row, column) in taken:
                    here, there, worth = there, here, -worth
                if here in reach and reach[here] + worth > reach.get(there, -(10**12)):
                    reach[there], came[there] = reach[here] + worth, here
                    moved = True
        ends = [(reach[("c", c)], -c) for c in columns if hands[c] > 0 and ("c", c) in reach]
        if not ends or max(ends)[0] <= 0:
            return [(row, column, worth) for row, column, worth in edges if (row, column) in taken]
        node = ("c", -max(ends)[1])
        hands[node[1]] -= 1
        while node in came:
            before = came[node]
            edge = (before[1], node[1]) if before[0] == "r" else (node[1], before[1])
            taken ^= {edge}
            node = before
        open_slots[node[1]] -= 1


def team_of(table: Table, columns: Sequence[int], bound: int) -> Team:
    """The team with what explains it; members in the order of what they carry, the lead first."""
    columns = sorted(columns)
    carriers: dict[int, list[int]] = {}
    load = dict.fromkeys(columns, 0)
    for row, column, worth in carriers_of(table, columns):
        carriers.setdefault(row, []).append(column)
        load[column] += worth
    shares: dict[int, int] = {}
    told: dict[int, tuple[int, ...]] = {}
    key = lambda column: table.candidates[column].key  # noqa: E731
    for row, need in enumerate(table.carried):
        own = carriers.get(row, [])
        well = sum(int(table.quality[row, column]) for column in own)
        shares[need.key] = max(min(1, well), well // need.quantity)
        told[need.key] = tuple(key(column) for column in own)
    for row, need in enumerate(table.added):
        steps = {column: int(table.steps[row, column]) for column in columns}
        shares[need.key] = min(WHOLE, sum(steps.values()))
        told[need.key] = tuple(key(column) for column in columns if steps[column])
    pairs, new = acquaintance(table, columns)
    lead = _lead(table, columns, load)
    order = sorted(columns, key=lambda column: (column != lead, column not in table.kept, -load[column], column))
    points = points_of(table, columns)
    return Team(
        tuple(key(column) for column in order), points, max(points, bound), None if lead is None else key(lead),
        shares, told, tuple((key(a), key(b), times) for a, b, times in sorted(pairs, key=lambda pair: -pair[2])),
        tuple(key(column) for column in new), float(table.km[columns].max()) if columns else 0.0,
    )  # fmt: skip


def _lead(table: Table, columns: Sequence[int], load: dict[int, int]) -> int | None:
    """Who might lead: somebody in already, else who carries most, the nearest of those."""
    able = [column for column in columns if table.leads[column]]
    return min(able, key=lambda c: (c not in table.kept, -load[c], table.km[c], c), default=None)


def lacks(needs: Sequence[Need], team: Team) -> list[Need]:
    """Needs that the team does not cover, the heaviest first."""
    missing = set(team.missing)
    return sorted((need for need in needs if need.key in missing), key=lambda need: (not need.required, -need.weight))
