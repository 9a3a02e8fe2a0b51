"""A map where each commune is one hexagon, as near as can be to its true place.

Centroids are laid on a plane in kilometres. Grids of pointy hexagons are tried: cells as large as the mean commune,
shifted a little each time. On each grid the cells deepest inside the outline are kept, one for each commune, and shared
out so that the sum of squared shifts is least (linear assignment, scipy). The best grid wins; a grid that leaves holes
or scatters the cells pays for it. Nothing is drawn by chance: the same communes always give the same map.

Measured on the 100 communes of Béthune-Bruay: see `docs/decisions/0031-honeycomb.md`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, inf, pi, radians, sqrt

import numpy as np

from .geometry import KM_PER_DEGREE, Geometry, simplify
from .land import Land, count_lattice, land_of

ROW = sqrt(3) / 2  # height of a row, in cell widths
NEIGHBOURS = ((-2, 0), (2, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))
NEARNESS = 2  # kilometres of depth that a kilometre further from the nearest commune costs; tried from 0 to 2
BUDGET = 5e8  # work of the first search (a linear assignment costs the cube of its communes): a second or two

Cell = tuple[int, int]


@dataclass(frozen=True)
class Honeycomb:
    """`cells`: code → (column in half widths, row), both from 0, rows going south. Shifts and width in kilometres."""

    cells: dict[str, Cell]
    cell_km: float = 0.0
    mean_shift_km: float = 0.0
    greatest_shift_km: float = 0.0


def build_honeycomb(places: Iterable[tuple[str, float, float]], outlines: Sequence[Geometry] = ()) -> Honeycomb:
    """Give one cell to each place (code, latitude, longitude).

    `outlines` are those of the whole territory, when they are known: the cells then take its shape.
    Works from 0 to about 1,500 places; two places may share a point.
    """
    rows = sorted(places)
    if len(rows) < 2:
        return Honeycomb({code: (0, 0) for code, _, _ in rows})
    middle = sum(latitude for _, latitude, _ in rows) / len(rows)
    east = KM_PER_DEGREE * cos(radians(middle))
    points = np.array([(longitude * east, -latitude * KM_PER_DEGREE) for _, latitude, longitude in rows])
    origin = points.mean(axis=0)
    points -= origin
    # Detail finer than a tenth of a cell costs time and changes nothing.
    (west, north), (far, south) = points.min(axis=0), points.max(axis=0)
    tolerance = 0.1 * sqrt((far - west) * (south - north) / len(rows))
    land = land_of([simplify(outline, tolerance) for outline in outlines], east, origin)
    if land and np.count_nonzero(land.inside(points)) < len(rows) / 2:
        land = None  # the outline of somewhere else
    area = land.area() if land else _area_around(points)
    best = _best_grid(points, land, sqrt(area / len(rows) / ROW))
    left, top = min(k for k, _ in best.cells), min(r for _, r in best.cells)
    cells = {row[0]: (k - left, r - top) for row, (k, r) in zip(rows, best.cells, strict=True)}
    return Honeycomb(
        cells, round(best.width, 3), round(float(best.shifts.mean()), 3), round(float(best.shifts.max()), 3)
    )


@dataclass(frozen=True)
class _Grid:
    cells: list[Cell]
    width: float
    shifts: np.ndarray  # kilometres


def _best_grid(points: np.ndarray, land: Land | None, width: float) -> _Grid:
    """Try widths and offsets, within the budget, and keep the best grid; the first one wins a draw."""
    trials = max(4, min(100, int(BUDGET / len(points) ** 3)))
    factors = [1.0] if trials < 12 else [0.97, 1.0, 1.03, 1.06]
    side = max(2, int(sqrt(trials / len(factors))))
    # A grid repeats after one width to the east and two rows to the south.
    tries = [(factor, i / side, j / side) for factor in factors for i in range(side) for j in range(side)]
    best, at, least = None, tries[0], inf
    steps = [0.5 / side, 0.25 / side, 0.12 / side][: 3 if len(factors) > 1 else 1]
    for step in (None, *steps):
        if step:  # then closer and closer around the best
            factor, i, j = at
            around = ((0, 1), (1, 0), (0, -1), (-1, 0))
            tries = [(factor, i + a * step, j + b * step) for a, b in around]
            tries += [(factor * (1 + a * step / 4), i, j) for a in (-1, 1)]
        for factor, i, j in tries:
            wide = width * factor
            grid = _grid(points, land, wide, (i * wide, j * 2 * ROW * wide))
            score = float((grid.shifts**2).mean() + 0.02 * grid.shifts.max() ** 2)
            if score < least:
                holes, islands = _holes_and_islands(set(grid.cells))
                score *= 1 + 0.05 * holes + 0.05 * (islands - 1)
            if score < least:
                best, at, least = grid, (factor, i, j), score
    assert best is not None  # four grids at least were tried
    return best


def _grid(points: np.ndarray, land: Land | None, width: float, offset: tuple[float, float]) -> _Grid:
    from scipy.optimize import linear_sum_assignment  # heavy: a web process that never draws a map does without

    cells, centres = _candidates(points, land, width, offset)
    # Cells near a commune come first, those deep inside before those at the edge; without an outline, near is inside.
    rank = -np.sqrt(_squares(centres, points).min(axis=1))
    if land:
        rank = land.depth(centres) + NEARNESS * rank
    chosen = np.argsort(-np.round(rank, 6), kind="stable")[: len(points)]
    costs = _squares(points, centres[chosen])
    row, column = linear_sum_assignment(costs)
    return _Grid([cells[chosen[c]] for c in column], width, np.sqrt(costs[row, column]))


def _candidates(
    points: np.ndarray, land: Land | None, width: float, offset: tuple[float, float]
) -> tuple[list[Cell], np.ndarray]:
    """Cells of the grid that may be used, with their centres: enough of them, and none far from everything."""
    around = np.concatenate([points, land.coast[:, :2]]) if land else points
    margin = 2 * width
    while True:
        (west, north), (east, south) = around.min(axis=0) - margin, around.max(axis=0) + margin
        rows = range(floor((north - offset[1]) / (ROW * width)), ceil((south - offset[1]) / (ROW * width)) + 1)
        columns = range(floor((west - offset[0]) / width), ceil((east - offset[0]) / width) + 1)
        if len(rows) * len(columns) > 20 * len(points) + 2_000:  # scattered far apart: only what surrounds each one
            cells = _surroundings(points, width, offset)
            break
        cells = [(2 * column + row % 2, row) for row in rows for column in columns]
        if len(cells) >= len(points):
            break
        margin *= 2
    return cells, np.array(cells, dtype=float) * (width / 2, ROW * width) + offset


def _surroundings(points: np.ndarray, width: float, offset: tuple[float, float]) -> list[Cell]:
    """Cells around each point, enough rings of them for all the points to find room."""
    reach = 3
    while True:
        cells: set[Cell] = set()
        for x, y in (points - offset) / (width, ROW * width):
            for row in range(floor(y) - reach, floor(y) + reach + 2):
                cells.update((2 * column + row % 2, row) for column in range(floor(x) - reach, floor(x) + reach + 2))
        if len(cells) >= len(points):
            return sorted(cells, key=lambda cell: (cell[1], cell[0]))
        reach *= 2


def _squares(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2)


def _area_around(points: np.ndarray) -> float:
    """Area that the communes take, when no outline tells it: what lies nearer to one than its neighbours do."""
    squares = _squares(points, points)
    order = min(4, len(points) - 1)
    reach = float(np.sqrt(np.sort(squares, axis=1)[:, order]).mean()) * 0.62
    if reach < 1e-6:  # all at the same point
        return float(len(points))
    (west, north), (east, south) = points.min(axis=0) - reach, points.max(axis=0) + reach
    step = max(sqrt((east - west) * (south - north) / 20_000), reach / 12)
    close = reach**2
    return max(
        count_lattice(west, north, east, south, step, lambda lattice: _squares(lattice, points).min(axis=1) < close)
        * step**2,
        pi * close / 4,
    )


def _holes_and_islands(cells: set[Cell]) -> tuple[int, int]:
    """How many empty cells are shut in, and in how many pieces the cells lie."""
    west, east = min(k for k, _ in cells) - 2, max(k for k, _ in cells) + 2
    north, south = min(r for _, r in cells) - 1, max(r for _, r in cells) + 1
    empty = {
        (k, r)
        for r in range(north, south + 1)
        for k in range(west - (west + r) % 2, east + 2, 2)
        if (k, r) not in cells
    }
    outside = _spread(
        {cell for cell in empty if cell[1] in (north, south) or cell[0] <= west + 1 or cell[0] >= east}, empty
    )
    islands, left = 0, set(cells)
    while left:
        left -= _spread({min(left)}, left)
        islands += 1
    return len(empty - outside), islands


def _spread(seeds: set[Cell], within: set[Cell]) -> set[Cell]:
    reached, edge = set(seeds), list(seeds)
    while edge:
        k, r = edge.pop()
        for dk, dr in NEIGHBOURS:
            cell = (k + dk, r + dr)
            if cell in within and cell not in reached:
                reached.add(cell)
                edge.append(cell)
    return reached
