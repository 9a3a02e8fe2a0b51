"""A bound on every team, and who cannot be in a better one: Lagrangian prices on what members share.

The slots of needs, the hundredths of what adds up, the cuts for diversity and the lead get a price each. Given prices,
each candidate is worth a number of its own, and the best team of such numbers is read off a sorted list: its worth
bounds every team. Prices are bettered by subgradient steps. Pairs who worked together come on top: the best pair bounds
what they add. A candidate with which even the bound does not pass the team in hand is left for good, so is a pair.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np

from .problem import WHOLE
from .table import Table

ROUNDS = 400
LOOK = 10  # rounds between two looks at who is left
PATIENCE = 15  # rounds without a better bound before the step is halved


@dataclass(frozen=True)
class Cut:
    """At most `most` of these columns may be in the team."""

    columns: tuple[int, ...]
    most: int


class Prices:
    """Prices for the candidates that are `alive` (columns of the table, sorted); `bound` in points."""

    def __init__(self, table: Table, cuts: Sequence[Cut], alive: np.ndarray, needs_lead: bool) -> None:
        self.table, self.cuts, self.needs_lead = table, cuts, needs_lead
        self.step_worth = table.step_worth.astype(float)
        self.pairs = np.array(
            [(a, b) for a, known in enumerate(table.known) for b in known if a < b], dtype=np.int64
        ).reshape(-1, 2)
        self.slots = table.slots.astype(float)
        self.bound = float("inf")
        self.best: dict[str, np.ndarray] = {}
        self._use(alive)

    def _use(self, alive: np.ndarray) -> None:
        table = self.table
        self.alive = alive
        self.worth = table.worth[:, alive].astype(float)
        self.hands = table.hands[alive]
        self.cost = table.cost[alive].astype(float)
        self.own_steps = table.steps[:, alive].astype(float)
        self.in_cut = np.array([np.isin(alive, cut.columns) for cut in self.cuts], dtype=float).reshape(
            len(self.cuts), len(alive)
        )
        self.leads = table.leads[alive].astype(float)
        self.kept = np.isin(alive, table.kept)
        row_of = np.full(len(table.candidates), -1)
        row_of[alive] = np.arange(len(alive))
        rows = row_of[self.pairs]
        both = (rows >= 0).all(axis=1)
        self.pairs, self.pair_rows = self.pairs[both], rows[both]
        skills = np.flatnonzero(table.is_skill)
        self.skills, self.plain = skills, np.flatnonzero(~table.is_skill)
        # Hands bind only for those who know more skills than they can carry.
        self.bound_hands = np.flatnonzero((self.worth[skills] > 0).sum(axis=0) > self.hands)

    def _at(self, prices: dict[str, np.ndarray]) -> tuple[float, dict[str, np.ndarray], np.ndarray, np.ndarray]:
        """(bound, subgradient, gain of each alone, who is in the best team of these gains)."""
        table = self.table
        net = self.worth - prices["slots"][:, None]
        net[self.worth <= 0] = 0.0
        np.clip(net, 0.0, None, out=net)
        if len(self.bound_hands):
            part = net[np.ix_(self.skills, self.bound_hands)]
            order = np.argsort(-part, axis=0, kind="stable")
            rank = np.argsort(order, axis=0, kind="stable")
            part[rank >= self.hands[self.bound_hands][None, :]] = 0.0
            net[np.ix_(self.skills, self.bound_hands)] = part
        gain = net.sum(axis=0) - self.cost + prices["steps"] @ self.own_steps
        if len(self.cuts):
            gain -= prices["cuts"] @ self.in_cut
        if self.needs_lead:
            gain += prices["lead"][0] * self.leads
        inside = self.kept.copy()
        order = np.argsort(-gain, kind="stable")
        order = order[~self.kept[order]]
        room, forced = table.most - int(inside.sum()), table.least - int(inside.sum())
        take = max(min(room, int((gain[order[:room]] > 0).sum())), forced)
        inside[order[:take]] = True
        filled = prices["steps"] < self.step_worth
        total = table.base + table.rules.new + gain[inside].sum() + prices["slots"] @ self.slots
        total += WHOLE * (self.step_worth - prices["steps"])[filled].sum()
        if len(self.cuts):
            total += prices["cuts"] @ np.array([cut.most for cut in self.cuts], dtype=float)
        if self.needs_lead:
            total -= prices["lead"][0]
        slope = {
            "slots": self.slots - (net[:, inside] > 0).sum(axis=1),
            "steps": self.own_steps[:, inside].sum(axis=1) - np.where(filled, float(WHOLE), 0.0),
            "cuts": np.array([cut.most for cut in self.cuts], dtype=float) - self.in_cut[:, inside].sum(axis=1),
            "lead": np.array([self.leads[inside].sum() - 1.0]),
        }
        return float(total), slope, gain, inside

    def better(self, known: int, deadline: float) -> None:
        """Better prices, until the bound meets `known` (the worth of the team in hand) or nothing moves any more."""
        prices = {
            "slots": self._first_prices(), "steps": self.step_worth / 2, "cuts": np.zeros(len(self.cuts)),
            "lead": np.zeros(1),
        }  # fmt: skip
        plain, scale, still, best = float("inf"), 1.0, 0, prices
        for number in range(ROUNDS):
            total, slope, gain, inside = self._at(prices)
            if total < plain - 0.01:
                plain, still, best = total, 0, prices
                self.bound = min(self.bound, total + self._most_for_pairs(gain, inside))
            else:
                still += 1
            if floor(self.bound + 1e-6) <= known or scale < 0.01 or time.monotonic() > deadline:
                break
            if number % LOOK == LOOK - 1:
                self._leave(total, gain, inside, known)
                if still >= PATIENCE:
                    scale, still, prices = scale / 2, 0, best
                    continue
            # Hundredths are many and slots few: each price moves in its own measure.
            sizes = {"slots": 1.0, "steps": 1.0 / WHOLE**2, "cuts": 1.0, "lead": 1.0}
            norm = sum(float((slope[name] ** 2 * sizes[name]).sum()) for name in slope)
            if norm < 1e-9:
                break
            step = scale * max(1.0, total - known) / norm
            prices = {name: np.clip(row - step * slope[name] * sizes[name], 0.0, None) for name, row in prices.items()}
            prices["steps"] = np.minimum(prices["steps"], self.step_worth)
        self.best = best
        self.leave(known)

    def leave(self, known: int) -> None:
        """Forget, at the best prices, who could only be in a team that is not better than `known`."""
        total, _slope, gain, inside = self._at(self.best)
        self._leave(total, gain, inside, known)

    def promising(self, count: int) -> np.ndarray:
        """The candidates with which the bound loses least, and those kept, sorted."""
        _total, _slope, gain, inside = self._at(self.best)
        losses = np.where(self.kept, 1.0, self._losses(gain, inside))
        return np.sort(self.alive[np.argsort(-losses, kind="stable")[:count]])

    def _first_prices(self) -> np.ndarray:
        """What the next best member would give."""
        if not self.worth.size:
            return np.zeros(len(self.slots))
        ordered = -np.sort(-self.worth, axis=1)
        column = np.minimum(self.slots.astype(int), ordered.shape[1] - 1)
        return ordered[np.arange(len(ordered)), column] / 2

    def _losses(self, gain: np.ndarray, inside: np.ndarray) -> np.ndarray:
        """What the bound loses, at least, when a candidate is in: 0 for those inside, and never more than 0."""
        free = inside & ~self.kept
        full = int(inside.sum()) >= self.table.most
        # Somebody more takes the place of the last one of a full team; of one whose last was forced in, too.
        last = float(gain[free].min()) if free.any() else 0.0
        instead = last if full or last < 0 else 0.0
        losses = np.where(inside, 0.0, np.minimum(0.0, gain - instead))
        return np.where(inside, 0.0, -np.inf) if full and not free.any() else losses

    def _worths(self, losses: np.ndarray) -> np.ndarray:
        """For each pair left, what the bound gains at most by having both in."""
        rules = self.table.rules
        return losses[self.pair_rows].sum(axis=1) + float(rules.proven * rules.most_proven)

    def _most_for_pairs(self, gain: np.ndarray, inside: np.ndarray) -> float:
        return max(0.0, float(self._worths(self._losses(gain, inside)).max(initial=0.0)))

    def _leave(self, total: float, gain: np.ndarray, inside: np.ndarray, known: int) -> None:
        """Forget the pairs, then the candidates, that could only be in a team that is not better than `known`."""
        losses = self._losses(gain, inside)
        least = known + 1 - 1e-6 - total
        worths = self._worths(losses)
        with_pair = np.full(len(self.alive), -np.inf)
        np.maximum.at(with_pair, self.pair_rows.ravel(), np.repeat(worths, 2))
        self.pairs, self.pair_rows = self.pairs[worths >= least], self.pair_rows[worths >= least]
        best = max(0.0, float(worths.max(initial=0.0)))
        stays = self.kept | (np.maximum(losses + best, with_pair) >= least)
        if not stays.all():
            self._use(self.alive[stays])
