"""Which posts to propose: the set of combinations worth most, each need in one at most.

Set packing, by groups of needs that have nothing to do with each other. For each: the linear relaxation by column
generation (all columns are priced at once), whose value bounds every choice; columns that the duals rule out are left;
CP-SAT chooses among the others. Scores are first what a week cannot pass, and become exact for the columns that are
looked at, until the choice holds: the bound stays a bound all along.
"""

import heapq
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from math import floor

import numpy as np

from .arrange import Post
from .columns import Pool, groups, pool_of
from .problem import Need, Rules

MOST_ROUNDS = 12
LOOKED_AT = 1500  # columns made exact before each choice, those that earn most first
BATCH = 40  # columns that enter the linear program at once
EFFORT = 0.5  # deterministic seconds of CP-SAT in each round


@dataclass(frozen=True)
class Answer:
    """`posts`: what to propose, best first. `others`: posts that would do as well, not beside all of those. `objective`
    is what `posts` are worth, `bound` what no choice can pass, both in points; `proved`: they are equal."""

    posts: list[Post]
    others: list[Post] = field(default_factory=list)
    objective: int = 0
    bound: int = 0

    @property
    def proved(self) -> bool:
        return self.bound <= self.objective

    @property
    def gap(self) -> float:
        """How far from the bound, between 0 and 1."""
        return max(0.0, (self.bound - self.objective) / self.bound) if self.bound else 0.0


def combine(
    needs: list[Need], rules: Rules | None = None, *, without: Collection[frozenset[int]] = (), seed: int = 0,
    seconds: float = 8.0,
) -> Answer:  # fmt: skip
    """The posts to propose; never those `without`, by the keys of their needs.

    The same answer for the same seed, unless `seconds` (real time) cuts the proof short.
    """
    rules = rules or Rules()
    end = time.monotonic() + seconds
    posts: list[Post] = []
    others: list[Post] = []
    objective = bound = 0
    pools = [pool for group in groups(needs, rules) if len((pool := pool_of(group, rules, without=without)).scores)]
    work = sum(len(pool.scores) for pool in pools)
    for pool in pools:
        # Each group has its share of the time, and what those before have left.
        left = end - time.monotonic()
        share = left * len(pool.scores) / max(1, work)
        work -= len(pool.scores)
        chosen, most = _packed(pool, seed, time.monotonic() + share, end)
        found = [post for column in chosen if (post := pool.seen[column])]
        posts += found
        others += _others(pool, found)
        objective += sum(post.score for post in found)
        bound += most
    order = lambda post: (-post.score, sorted(post.keys))  # noqa: E731
    return Answer(sorted(posts, key=order), sorted(others, key=order), objective, max(bound, objective))


def greedy(needs: list[Need], rules: Rules | None = None) -> Answer:
    """The best combination left, again and again: what one does by hand. No bound."""
    rules = rules or Rules()
    posts = []
    for group in groups(needs, rules):
        pool = pool_of(group, rules)
        posts += [post for column in _greedily(pool) if (post := pool.seen[column])]
    return Answer(sorted(posts, key=lambda post: -post.score), objective=sum(post.score for post in posts))


def _greedily(pool: Pool) -> list[int]:
    """Columns taken one by one, the best exact score first; scores that are looked at become exact."""
    heap = [(-int(score), column) for column, score in enumerate(pool.scores) if score > 0]
    heapq.heapify(heap)
    taken: set[int] = set()
    chosen = []
    while heap:
        score, column = heapq.heappop(heap)
        members = [int(i) for i in pool.members[column] if i >= 0]
        if taken & set(members):
            continue
        post = pool.look(column)
        if post is None or post.score <= 0:
            continue
        if -post.score > score:
            heapq.heappush(heap, (-post.score, column))
            continue
        taken.update(members)
        chosen.append(column)
    return chosen


def _packed(pool: Pool, seed: int, deadline: float, end: float) -> tuple[list[int], int]:
    """Columns of the best choice found, all looked at, and the bound. Past `end`: what greedy finds, a rough bound."""
    best = _greedily(pool)
    value = _worth(pool, best)
    bound = pool.rough_bound
    if time.monotonic() > end:
        return best, max(bound, value)
    if not pool.cut:  # before the share of time is used up: the relaxation with hopeful scores
        bound = min(bound, Relaxation(pool, best, looks=False).solve(end)[0])
    program = Relaxation(pool, best)
    for _round in range(MOST_ROUNDS):
        relaxed, prices = program.solve(deadline)
        if not pool.cut:
            bound = min(bound, relaxed)
        # First among the columns that the linear program looked at: a good choice, soon.
        inside = np.array(sorted(column for column in program.inside if pool.scores[column] > 0))
        chosen, _most = _chosen(pool, inside, best, seed, deadline)
        if _worth(pool, chosen) > value:
            best, value = chosen, _worth(pool, chosen)
        if relaxed <= value or time.monotonic() > deadline:
            break
        # What the prices rule out cannot be in a choice worth more than the one in hand.
        kept = np.flatnonzero((prices >= value - relaxed - 1e-6) & (pool.scores > 0))
        for column in kept[np.argsort(-prices[kept], kind="stable")][:LOOKED_AT]:
            pool.look(int(column))
            if time.monotonic() > deadline:
                break
        kept = kept[pool.scores[kept] > 0]
        chosen, most = _chosen(pool, kept, best, seed, deadline)
        if not pool.cut:
            bound = min(bound, max(most, value))
        unsure = [column for column in chosen if column not in pool.seen]
        for column in unsure:
            pool.look(column)
        certain = [column for column in chosen if pool.seen[column]]
        if _worth(pool, certain) > value:
            best, value = certain, _worth(pool, certain)
        if bound <= value or not unsure or time.monotonic() > deadline:
            break
    return best, max(bound, value)


def _worth(pool: Pool, columns: list[int]) -> int:
    return int(pool.scores[columns].sum()) if columns else 0


class Relaxation:
    """The linear relaxation over every column of a pool. With `looks`, only columns that were looked at enter it; the
    others are held out by a price that even their hopeful score does not reach."""

    def __init__(self, pool: Pool, columns: list[int], *, looks: bool = True) -> None:
        from ortools.linear_solver import pywraplp

        self.pool, self.looks = pool, looks
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.solver.Objective().SetMaximization()
        self.rows = [self.solver.Constraint(-self.solver.infinity(), 1.0) for _need in pool.needs]
        self.inside: set[int] = set()
        self._enter(columns)

    def _enter(self, columns: list[int]) -> None:
        for column in columns:
            self.inside.add(column)
            variable = self.solver.NumVar(0.0, self.solver.infinity(), "")
            self.solver.Objective().SetCoefficient(variable, float(self.pool.scores[column]))
            for i in self.pool.members[column]:
                if i >= 0:
                    self.rows[i].SetCoefficient(variable, 1.0)

    def solve(self, deadline: float) -> tuple[int, np.ndarray]:
        """The bound, and what each column earns beyond the price of its needs."""
        size = len(self.pool.needs)
        duals = np.zeros(size + 1)  # and a zero for « none »
        while True:
            self.solver.Solve()
            duals[:size] = [max(0.0, row.dual_value()) for row in self.rows]
            prices = self.pool.scores - duals[self.pool.members].sum(axis=1)
            better = np.flatnonzero(prices > 1e-6)
            order = better[np.argsort(-prices[better], kind="stable")]
            fresh = [int(column) for column in order if int(column) not in self.inside][:BATCH]
            if not fresh or time.monotonic() > deadline:
                break
            if self.looks:
                for column in fresh:
                    self.pool.look(column)
            gains = self.pool.scores[fresh] - duals[self.pool.members[fresh]].sum(axis=1)
            self._enter([column for column, gain in zip(fresh, gains, strict=True) if gain > 1e-6])
        # Any prices of needs bound the optimum once no column gains by them (weak duality). What still gains does so
        # at most once for each two needs.
        slack = float(np.clip(prices, 0.0, None).max(initial=0.0)) * (size // 2)
        return floor(float(duals.sum()) + slack + 1e-6), prices


def _chosen(pool: Pool, kept: np.ndarray, hint: list[int], seed: int, deadline: float) -> tuple[list[int], int]:
    """The best choice among the columns kept, and its bound."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    literals = {int(column): model.new_bool_var("") for column in kept}
    uses: dict[int, list] = {}
    for column, literal in literals.items():
        for i in pool.members[column]:
            if i >= 0:
                uses.setdefault(int(i), []).append(literal)
        model.add_hint(literal, column in set(hint))
    for alike in uses.values():
        model.add_at_most_one(alike)
    model.maximize(sum(int(pool.scores[column]) * literal for column, literal in literals.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(0.1, deadline - time.monotonic())
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return hint, int(pool.scores[kept].sum())
    chosen = [column for column, literal in literals.items() if solver.value(literal)]
    return chosen, floor(solver.best_objective_bound + 1e-6)


def _others(pool: Pool, posts: list[Post], *, each: int = 2) -> list[Post]:
    """For each post, and for each need that has none, the best of the other combinations known, each once."""
    taken = {post.keys for post in posts}
    held = frozenset().union(*taken)
    asked = [*taken, *(frozenset({need.key}) for need in pool.needs if need.key not in held)]
    for column in np.argsort(-pool.scores, kind="stable")[: 4 * len(pool.needs)]:
        pool.look(int(column))
    known = sorted((post for post in pool.seen.values() if post), key=lambda post: (-post.score, sorted(post.keys)))
    found: dict[frozenset[int], Post] = {}
    for keys in asked:
        near = [post for post in known if post.keys & keys and post.keys not in taken and post.keys not in found]
        found |= {post.keys: post for post in near[:each]}
    return list(found.values())
