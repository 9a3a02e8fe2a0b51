"""A place in a honeycomb for each structure, near those it helps. Pure: no database, the same answer each time.

Cells are in axial coordinates (q, r), the first at (0, 0), neighbours at distance 1. Placed one after the other, the
one most bound to those already there first, on the free cell that keeps its bonds short: a greedy embedding, enough for
the hundred members of a club (some milliseconds), and steady when a bond is added.
"""

from collections.abc import Hashable, Iterable, Mapping
from math import sqrt
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Cell = tuple[int, int]
_AROUND: tuple[Cell, ...] = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))


def steps_between(one: Cell, other: Cell) -> int:
    """How many cells from one to the other."""
    q, r = one[0] - other[0], one[1] - other[1]
    return (abs(q) + abs(r) + abs(q + r)) // 2


def centre_of(cell: Cell, side: float) -> tuple[float, float]:
    """The middle of a cell whose hexagon stands on a corner, `side` long."""
    q, r = cell
    return side * sqrt(3) * (q + r / 2), side * 1.5 * r


def place(nodes: Iterable[Node], bonds: Mapping[tuple[Node, Node], float]) -> dict[Node, Cell]:
    """A cell for each node. `bonds`: how much two nodes hold together, each pair once in either order."""
    waiting = list(nodes)
    rank = {node: i for i, node in enumerate(waiting)}
    held: dict[Node, dict[Node, float]] = {node: {} for node in waiting}
    for (one, other), weight in bonds.items():
        if one in held and other in held and one != other:
            held[one][other] = held[one].get(other, 0) + weight
            held[other][one] = held[other].get(one, 0) + weight
    placed: dict[Node, Cell] = {}
    free: set[Cell] = {(0, 0)}
    while waiting:
        node = min(
            waiting,
            key=lambda one: (
                -sum(weight for other, weight in held[one].items() if other in placed),
                -sum(held[one].values()),
                rank[one],
            ),
        )
        waiting.remove(node)
        ties = [(placed[other], weight) for other, weight in held[node].items() if other in placed]

        def cost(cell: Cell, ties: list[tuple[Cell, float]] = ties) -> tuple[float, int, Cell]:
            return sum(weight * steps_between(cell, at) for at, weight in ties), steps_between(cell, (0, 0)), cell

        cell = min(free, key=cost)
        placed[node] = cell
        free.discard(cell)
        taken = set(placed.values())
        free |= {(cell[0] + q, cell[1] + r) for q, r in _AROUND} - taken
    return placed
