"""What a plan is worth, in counts that people understand, beside what no plan could beat."""

from dataclasses import dataclass

import numpy as np

from .problem import AWAY, Plan, Problem


@dataclass(frozen=True)
class Score:
    """Counts over a whole plan; pairs wished together are left out of those about pairs.

    `repeats`: meetings of a pair beyond their first in this plan. `acquainted`: pairs who sit together and had met at
    an earlier meeting. `colleagues`: pairs of one group who sit together. `same_sector`: pairs of different groups
    with a sector in common who sit together. `new`: pairs who sit together for the first time ever. `least`: the
    fewest people that a person who is there all the time meets. `broken`: wishes not kept.
    `repeats_floor`, `known_floor`: what no plan with tables so even can beat (known: acquainted or colleagues).
    `proved`: no plan at all costs less (weights.py).
    """

    repeats: int
    acquainted: int
    colleagues: int
    same_sector: int
    new: int
    least: int
    smallest: int
    largest: int
    broken: int
    repeats_floor: int
    known_floor: int
    proved: bool = False

    @property
    def known(self) -> int:
        return self.acquainted + self.colleagues


def score(problem: Problem, plan: Plan, *, proved: bool = False) -> Score:
    count = len(problem.people)
    wished = _pairs(count, [(pair.a, pair.b) for pair in problem.together])
    groups = np.array([-1 - i if p.group is None else p.group for i, p in enumerate(problem.people)])
    colleagues = groups[:, None] == groups[None, :]
    acquainted = _pairs(count, problem.met) & ~colleagues
    sectors = np.array([[bool(p.sectors & q.sectors) for q in problem.people] for p in problem.people], dtype=bool)
    sectors = sectors.reshape(count, count)

    together = ((plan[:, :, None] == plan[:, None, :]) & (plan[:, :, None] != AWAY)).sum(0)
    np.fill_diagonal(together, 0)
    upper = np.triu(np.ones((count, count), dtype=bool), 1) & ~wished
    seen = (together > 0) & upper
    sizes = np.array([np.bincount(row[row != AWAY], minlength=len(problem.tables)) for row in plan])
    always = [i for i in range(count) if all(problem.people[i].there(number) for number in range(problem.rounds))]
    even = all(row.max() - row.min() <= 1 for row in sizes)
    repeats = int((np.maximum(together - 1, 0) * upper).sum())
    repeats_floor, known_floor = _floors(problem, sizes, colleagues | acquainted, wished, repeats) if even else (0, 0)
    return Score(
        repeats=repeats,
        acquainted=int((seen & acquainted).sum()),
        colleagues=int((seen & colleagues).sum()),
        same_sector=int((seen & sectors & ~colleagues).sum()),
        new=int((seen & ~acquainted & ~colleagues).sum()),
        least=int(min(((together[i] > 0).sum() for i in always), default=0)),
        smallest=int(min((size for row in sizes for size in row if size), default=0)),
        largest=int(sizes.max(initial=0)),
        broken=_broken(problem, plan),
        repeats_floor=repeats_floor,
        known_floor=known_floor,
        proved=proved,
    )


def _pairs(count: int, pairs) -> np.ndarray:
    found = np.zeros((count, count), dtype=bool)
    for a, b in pairs:
        found[a, b] = found[b, a] = True
    return found


def _broken(problem: Problem, plan: Plan) -> int:
    """Wishes not kept: each round where a pair apart sits together, a pair together does not, a seat is another."""
    broken = 0
    for row_number, row in enumerate(plan):
        broken += sum(1 for pair in problem.apart if row[pair.a] != AWAY and row[pair.a] == row[pair.b])
        broken += sum(
            1 for pair in problem.together if AWAY not in (row[pair.a], row[pair.b]) and row[pair.a] != row[pair.b]
        )
        broken += sum(1 for i, table in enumerate(row) if table != AWAY and table not in problem.allowed(i, row_number))
    return broken


def _floors(
    problem: Problem, sizes: np.ndarray, known: np.ndarray, wished: np.ndarray, repeats: int
) -> tuple[int, int]:
    """Counting bounds for tables as even as these (sizes that differ by one at most).

    A round seats Σ s(s − 1)/2 pairs, whatever the plan, and a person at least the smallest table's size less one:
    when that is more than the pairs, or people, that can meet, the rest meet again. Known pairs: the same, without
    them, for a plan with so many repeats.
    """
    count, rounds = len(problem.people), problem.rounds
    if count < 2:
        return 0, 0
    there = np.array([[person.there(number) for person in problem.people] for number in range(rounds)])
    may = ((there[:, :, None] & there[:, None, :]).sum(0) > 0) & ~np.eye(count, dtype=bool)
    for pair in problem.apart:
        may[pair.a, pair.b] = may[pair.b, pair.a] = False
    seats = int((sizes * (sizes - 1) // 2).sum())
    mates = (there * (sizes.min(1) - 1)[:, None]).sum(0)
    both = (there[:, :, None] & there[:, None, :]).sum(0)
    # Pairs wished together meet in each round and are not counted.
    bound = np.where(wished, both, 0)
    seats -= int(np.triu(bound).sum())
    mates = mates - bound.sum(0)

    def excess(allowed: np.ndarray) -> int:
        allowed = allowed & ~wished
        one_by_one = int(np.maximum(mates - allowed.sum(0), 0).sum())
        return max(0, seats - int(np.triu(allowed).sum()), -(-one_by_one // 2))

    return excess(may), max(0, excess(may & ~known) - repeats)
