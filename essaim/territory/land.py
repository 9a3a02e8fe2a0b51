"""Outlines on a plane in kilometres, for many points at once (numpy): inside or not, how deep, what area."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from .geometry import KM_PER_DEGREE, Geometry, polygons_of

BORDER_KM = 0.75  # outlines are simplified to 250 m: twice that, and a little
Test = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Land:
    """The territory's outlines on the plane: `sides` of each one (rows xa, ya, xb, yb), and the `coast` around all."""

    sides: list[np.ndarray]
    coast: np.ndarray

    def inside(self, points: np.ndarray) -> np.ndarray:
        within = np.zeros(len(points), dtype=bool)
        for sides in self.sides:
            within |= _inside(points, sides)
        return within

    def depth(self, points: np.ndarray) -> np.ndarray:
        """Distance to the coast in kilometres, positive inside, negative outside."""
        distance = _distance(points, self.coast)
        return np.where(self.inside(points), distance, -distance)

    def area(self) -> float:
        """Counted on a fine lattice: right for holes, overlaps, and whichever way the rings turn."""
        ends = np.concatenate(self.sides)[:, :2]
        (west, north), (east, south) = ends.min(axis=0), ends.max(axis=0)
        step = max(sqrt((east - west) * (south - north) / 20_000), 1e-6)
        return count_lattice(west, north, east, south, step, self.inside) * step**2


def land_of(outlines: Sequence[Geometry], east: float, origin: np.ndarray) -> Land | None:
    """Lay outlines on the plane, in kilometres from `origin`: `east` for a degree of longitude; y grows southwards."""
    sides = []
    for outline in outlines:
        rings = [np.array(ring) * (east, -KM_PER_DEGREE) - origin for rings in polygons_of(outline) for ring in rings]
        sides.append(np.concatenate([np.concatenate([ring[:-1], ring[1:]], axis=1) for ring in rings]))
    if not sides:
        return None
    coast = sides
    if len(sides) > 1:
        # A border between two outlines of the territory is no coast. Simplified apart, its two sides no longer match.
        coast = []
        for number, rows in enumerate(sides):
            others = np.concatenate(sides[:number] + sides[number + 1 :])
            coast.append(rows[_distance((rows[:, :2] + rows[:, 2:]) / 2, others) > BORDER_KM])
        coast = coast if sum(map(len, coast)) else sides
    return Land(sides, np.concatenate(coast))


def _inside(points: np.ndarray, sides: np.ndarray) -> np.ndarray:
    x, y = points[:, :1], points[:, 1:]
    xa, ya, xb, yb = sides.T
    crosses = (ya > y) != (yb > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of = x < xa + (y - ya) * (xb - xa) / (yb - ya)
    return np.count_nonzero(crosses & left_of, axis=1) % 2 == 1


def _distance(points: np.ndarray, sides: np.ndarray) -> np.ndarray:
    """Distance of each point to the nearest side."""
    distances = np.empty(len(points))
    start, along = sides[:, :2], sides[:, 2:] - sides[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    step = max(1, int(2e6 / len(sides)))
    for first in range(0, len(points), step):  # by slices: memory stays small on a coast of 10,000 sides
        away = points[first : first + step, None, :] - start
        at = np.clip((away * along).sum(axis=2) / length, 0, 1)
        away -= at[:, :, None] * along
        distances[first : first + step] = np.sqrt((away**2).sum(axis=2).min(axis=1))
    return distances


def count_lattice(west: float, north: float, east: float, south: float, step: float, test: Test) -> int:
    """How many points of a square lattice pass the test."""
    total = 0
    xs = np.arange(west + step / 2, east, step)
    for y in np.arange(north + step / 2, south, step):
        total += int(np.count_nonzero(test(np.column_stack([xs, np.full_like(xs, y)]))))
    return total
