"""A map where each commune is one hexagon, as near as can be to its true place.

Centroids are laid on a plane in kilometres. Grids of pointy hexagons are tried: cells as large as the mean commune,
shifted a little each time. On each grid the cells deepest inside the outline are kept, one for each commune, and shared
out so that the sum of squared shifts is least (linear assignment, scipy). The best grid wins; a grid that leaves holes
or scatters the cells pays for it. Nothing is drawn by chance: the same communes always give the same map.

Measured on the 100 communes of Béthune-Bruay: see `docs/decisions/0031-honeycomb.md`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, radians, sqrt

import numpy as np

from .geometry import KM_PER_DEGREE, Geometry, polygons_of

ROW = sqrt(3) / 2  # height of a row, in cell widths
NEIGHBOURS = ((-2, 0), (2, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))
BUDGET = 6e7  # work of the search, in cost-matrix cells × communes: a second or two here

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
    edges = _edges(outlines, east, origin)
    area = _area(edges) if len(edges) else _area_around(points)
    if len(edges) and np.count_nonzero(_depth(points, edges) > 0) < len(rows) / 2:
        edges, area = edges[:0], _area_around(points)  # an outline of somewhere else
    width = sqrt(area / len(rows) / ROW)
    best = min(_grids(points, edges, width), key=lambda grid: grid.score)
    left, top = min(k for k, _ in best.cells), min(r for _, r in best.cells)
    cells = {row[0]: (k - left, r - top) for row, (k, r) in zip(rows, best.cells, strict=True)}
    return Honeycomb(cells, round(best.width, 3), round(best.mean, 3), round(best.greatest, 3))


@dataclass(frozen=True)
class _Grid:
    cells: list[Cell]
    width: float
    mean: float
    greatest: float
    score: float


def _grids(points: np.ndarray, edges: np.ndarray, width: float) -> Iterable[_Grid]:
    """Try widths and offsets, within the budget, and yield each grid with its score."""
    size = len(points)
    trials = max(6, min(144, int(BUDGET / size**3 * 8)))
    widths = [width] if trials < 12 else [width * factor for factor in (0.97, 1.0, 1.03, 1.06)]
    side = max(2, int(sqrt(trials / len(widths))))
    for wide in widths:
        for i in range(side):
            for j in range(side):
                # A grid repeats after one width to the east and two rows to the south.
                yield _grid(points, edges, wide, (i / side * wide, j / side * 2 * ROW * wide))


def _grid(points: np.ndarray, edges: np.ndarray, width: float, offset: tuple[float, float]) -> _Grid:
    from scipy.optimize import linear_sum_assignment  # heavy: a web process that never draws a map does without

    cells, centres = _candidates(points, edges, width, offset)
    nearest = np.sqrt(_squares(centres, points).min(axis=1))
    # Deep inside comes first; without an outline, near a commune is inside.
    rank = _depth(centres, edges) if len(edges) else -nearest
    chosen = np.argsort(-np.round(rank, 6), kind="stable")[: len(points)]
    costs = _squares(points, centres[chosen])
    row, column = linear_sum_assignment(costs)
    taken = [cells[chosen[c]] for c in column]
    squares = costs[row, column]
    shifts = np.sqrt(squares)
    holes, islands = _holes_and_islands(set(taken))
    score = float(squares.mean() + 0.02 * squares.max()) * (1 + 0.05 * holes + 0.05 * (islands - 1))
    return _Grid(taken, width, float(shifts.mean()), float(shifts.max()), score)


def _candidates(
    points: np.ndarray, edges: np.ndarray, width: float, offset: tuple[float, float]
) -> tuple[list[Cell], np.ndarray]:
    """Cells of the grid that may be used, with their centres: enough of them, and none far from everything."""
    around = np.concatenate([points, edges[:, :2]]) if len(edges) else points
    margin = 2 * width
    while True:
        (west, north), (east, south) = around.min(axis=0) - margin, around.max(axis=0) + margin
        rows = range(int(np.floor((north - offset[1]) / (ROW * width))), ceil((south - offset[1]) / (ROW * width)) + 1)
        columns = range(int(np.floor((west - offset[0]) / width)), ceil((east - offset[0]) / width) + 1)
        cells = [(2 * column + row % 2, row) for row in rows for column in columns]
        if len(cells) >= len(points):
            break
        margin *= 2
    centres = np.array(cells, dtype=float) * (width / 2, ROW * width) + offset
    return cells, centres


def _squares(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=2)


def _edges(outlines: Sequence[Geometry], east: float, origin: np.ndarray) -> np.ndarray:
    """All sides of the outlines, as rows (xa, ya, xb, yb) in kilometres."""
    rows = []
    for outline in outlines:
        for polygon in polygons_of(outline):
            for ring in polygon:
                flat = np.array(ring) * (east, -KM_PER_DEGREE) - origin
                rows.append(np.concatenate([flat[:-1], flat[1:]], axis=1))
    return np.concatenate(rows) if rows else np.empty((0, 4))


def _inside(points: np.ndarray, edges: np.ndarray) -> np.ndarray:
    x, y = points[:, :1], points[:, 1:]
    xa, ya, xb, yb = edges.T
    crosses = (ya > y) != (yb > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        left_of = x < xa + (y - ya) * (xb - xa) / (yb - ya)
    return np.count_nonzero(crosses & left_of, axis=1) % 2 == 1


def _depth(points: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Distance to the outline in kilometres, positive inside, negative outside."""
    depths = np.empty(len(points))
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    length = np.maximum((along**2).sum(axis=1), 1e-12)
    step = max(1, int(4e6 / len(edges)))
    for first in range(0, len(points), step):  # by slices: memory stays small on a coast of 10,000 sides
        part = points[first : first + step]
        away = part[:, None, :] - start
        at = np.clip((away * along).sum(axis=2) / length, 0, 1)
        distance = np.sqrt(((away - at[:, :, None] * along) ** 2).sum(axis=2).min(axis=1))
        depths[first : first + step] = np.where(_inside(part, edges), distance, -distance)
    return depths


def _area(edges: np.ndarray) -> float:
    """Area of the outlines, counted on a fine lattice: right for holes and whichever way the rings turn."""
    (west, north), (east, south) = edges[:, :2].min(axis=0), edges[:, :2].max(axis=0)
    step = max(sqrt((east - west) * (south - north) / 20_000), 1e-6)
    return _count(west, north, east, south, step, lambda lattice: _inside(lattice, edges)) * step**2


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
        _count(west, north, east, south, step, lambda lattice: _squares(lattice, points).min(axis=1) < close) * step**2,
        pi * close / 4,
    )


def _count(west: float, north: float, east: float, south: float, step: float, test) -> int:
    total = 0
    xs = np.arange(west + step / 2, east, step)
    for y in np.arange(north + step / 2, south, step):
        total += int(np.count_nonzero(test(np.column_stack([xs, np.full_like(xs, y)]))))
    return total


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
