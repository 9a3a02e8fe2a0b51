"""A problem as matrices, for the search.

In a round, a *token* is a person or an empty seat: each of the seats of the room holds one token, so that a move is
always an exchange of two tokens between two tables. Empty seats at one table cost, which spreads them.
"""

from dataclasses import dataclass

import numpy as np

from .problem import AWAY, Plan, Problem
from .weights import HARD, MOVED, REPEAT, UNEVEN, pair_costs, wish_costs

FORBIDDEN = 10 * HARD  # a table where the person may not sit


@dataclass(frozen=True)
class Model:
    """R rounds, K tokens (n people first), T tables."""

    problem: Problem
    capacities: np.ndarray  # T
    base: np.ndarray  # K × K: cost of being together once
    repeat: np.ndarray  # K × K: cost of each time more
    unary: np.ndarray  # R × K × T: cost of a token at a table
    seated: np.ndarray  # R × K: the tokens of each round

    @property
    def people(self) -> int:
        return len(self.problem.people)

    def onehot(self, tables: np.ndarray) -> np.ndarray:
        """R × K × T of 0 and 1."""
        return (tables[:, :, None] == np.arange(len(self.capacities))).astype(float)

    def cost(self, tables: np.ndarray) -> float:
        """The whole cost of tokens at tables (R × K)."""
        at = self.onehot(tables)
        together = at @ at.transpose(0, 2, 1)
        count = together.sum(0)
        np.fill_diagonal(count, 0)
        pairs = (count * self.base).sum() + (self.repeat * count * (count - 1) / 2).sum()
        return float(pairs / 2 + (at * self.unary).sum())

    def plan(self, tables: np.ndarray) -> Plan:
        """What people need to know: the tables without the empty seats."""
        return np.where(self.seated, tables, AWAY)[:, : self.people].astype(int)


def build(problem: Problem, *, previous: Plan | None = None, begun: int = 0) -> Model:
    """The matrices of a problem. With `previous`, changing a seat of a round not yet begun costs. Raises Unseatable."""
    capacities = np.array(problem.capacities())
    count, rounds, tables = len(problem.people), problem.rounds, len(problem.tables)
    seats = int(capacities.sum())
    there = np.array([[person.there(number) for person in problem.people] for number in range(rounds)], dtype=bool)
    there = there.reshape(rounds, count)
    empty = seats - there.sum(1)
    tokens = count + int(empty.max(initial=0))
    seated = np.zeros((rounds, tokens), dtype=bool)
    seated[:, :count] = there
    for number in range(rounds):
        seated[number, count : count + empty[number]] = True

    base = np.zeros((tokens, tokens))
    wishes = wish_costs(problem)
    base[:count, :count] = np.where(wishes < 0, wishes, pair_costs(problem) + wishes)
    base[count:, count:] = UNEVEN
    np.fill_diagonal(base, 0)
    repeat = np.zeros((tokens, tokens))
    repeat[:count, :count] = np.where(wishes < 0, 0, REPEAT)
    np.fill_diagonal(repeat, 0)

    unary = np.zeros((rounds, tokens, tables))
    for person in range(count):
        for number in range(rounds):
            barred = np.ones(tables, dtype=bool)
            barred[problem.allowed(person, number)] = False
            unary[number, person, barred] = FORBIDDEN
            if previous is not None and number >= begun and previous[number, person] != AWAY:
                unary[number, person, :] += MOVED
                unary[number, person, previous[number, person]] -= MOVED
    return Model(problem, capacities, base, repeat, unary, seated)
