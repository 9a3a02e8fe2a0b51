"""What is asked: people, tables, rounds, wishes. What is answered: a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

AWAY = -1  # the table of who is not there in a round

# A plan: for each round, for each person in the problem's order, the index of the table, or AWAY.
Plan = np.ndarray


class Unseatable(Exception):
    """No plan respects what is asked. `code` says why:

    `seats`: more people than seats in a round; `clash`: `reasons` cannot hold together. A reason is a tuple whose
    first word is its kind: ("table", person), ("accessible", person), ("together", a, b), ("apart", a, b), where
    people are indices in the problem.
    """

    def __init__(self, code: str, reasons: Sequence[tuple] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.reasons = list(reasons)


@dataclass(frozen=True)
class Person:
    """Someone to seat. `group`: who shares it already knows each other well (an organization); None: alone.

    `rounds`: those the person is there for; None: all. `tables`: indices of the tables where the person may sit, for
    every round; None: any. `seats`: the table kept in some rounds, whatever else is wished (round → table).
    """

    group: int | None = None
    sectors: frozenset = frozenset()
    rounds: frozenset[int] | None = None
    tables: frozenset[int] | None = None
    accessible: bool = False
    seats: Mapping[int, int] = field(default_factory=dict)

    def there(self, round_number: int) -> bool:
        return self.rounds is None or round_number in self.rounds


@dataclass(frozen=True)
class Table:
    """`seats`: how many people at most; None: as many as an even spread asks for."""

    seats: int | None = None
    accessible: bool = False


@dataclass(frozen=True)
class Pair:
    """Two people, in any order; indices in the problem."""

    a: int
    b: int


@dataclass(frozen=True)
class Problem:
    """`met`: how well pairs know each other from earlier meetings: (a, b), a < b → weight over 0 (1: last meeting)."""

    people: Sequence[Person]
    tables: Sequence[Table]
    rounds: int
    met: Mapping[tuple[int, int], float] = field(default_factory=dict)
    apart: Sequence[Pair] = ()
    together: Sequence[Pair] = ()

    def __post_init__(self) -> None:
        if self.rounds < 1 or not self.tables:
            raise ValueError("at least one round and one table")

    def present(self, round_number: int) -> list[int]:
        return [i for i, person in enumerate(self.people) if person.there(round_number)]

    def capacities(self) -> list[int]:
        """Seats of each table: what it has, or an even share of the fullest round. Raises Unseatable."""
        most = max((len(self.present(number)) for number in range(self.rounds)), default=0)
        known = sum(table.seats for table in self.tables if table.seats is not None)
        open_tables = [table for table in self.tables if table.seats is None]
        share = -(-max(most - known, 0) // len(open_tables)) if open_tables else 0
        if open_tables and known:
            # Tables without a number of seats take an even share, no smaller than what even tables would have.
            share = max(share, -(-most // len(self.tables)))
        seats = [share if table.seats is None else table.seats for table in self.tables]
        if sum(seats) < most:
            raise Unseatable("seats")
        return seats

    def allowed(self, person: int, round_number: int) -> list[int]:
        """Tables where this person may sit in this round; what is kept comes before what is wished."""
        one = self.people[person]
        if round_number in one.seats:
            return [one.seats[round_number]]
        return [
            number
            for number, table in enumerate(self.tables)
            if (one.tables is None or number in one.tables) and (not one.accessible or table.accessible)
        ]
