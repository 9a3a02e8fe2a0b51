"""Who sits with whom: pure computation, no Django.

A problem (`problem.Problem`) has people, tables and rounds; `solve.compose` gives a plan, `solve.recompose` changes one
as little as it can. docs/decisions/0065-seating.md says why it is built so.
"""

from .problem import AWAY, Pair, Person, Plan, Problem, Table, Unseatable
from .score import Score, score
from .solve import compose, recompose

__all__ = [
    "AWAY", "Pair", "Person", "Plan", "Problem", "Score", "Table", "Unseatable", "compose", "recompose", "score",
]  # fmt: skip
