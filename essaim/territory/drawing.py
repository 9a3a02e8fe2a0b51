"""Placing a honeycomb on a drawing: coordinates of cells, names of towns that do not run into each other.

Units are those of the SVG's viewBox, 620 wide whatever the territory: the style sheet sets letters for that width.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .names import short_name

WIDTH = 620
WIDEST_CELL = 56
LABELS = 8
# Sizes of letters in the style sheet, for a phone and for a wide page; mean width of a bold letter.
PHONE, WIDE, LETTER = 25, 16, 0.62
STEPS = ((13, 5), (7, 4), (4, 3), (2, 2), (1, 1))  # from this many structures on, this tint
NUMBERED_FROM = 4
NUMBERED_CELL = 26  # a number needs a cell this wide

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class HexCell:
    """A municipality on its cell: `column` in half widths, `row` going south."""

    insee_code: str
    name: str
    population: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class DrawnCell:
    cell: HexCell
    x: str
    y: str
    count: int
    tint: int  # 0 (nobody) to 5
    number_y: str  # "" when the number is not written


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    x: str
    y: str
    anchor: str  # start, end, or "" for the middle


@dataclass(frozen=True)
class Drawing:
    height: int
    hexagon: str  # points of the polygon around its centre
    cells: list[DrawnCell]
    labels: list[Label]


def tint_of(count: int) -> int:
    """The tint of a cell, 0 for nobody, 1 for one structure, 5 from thirteen on."""
    return next((tint for least, tint in STEPS if count >= least), 0)


def draw(cells: Iterable[HexCell], counts: Mapping[str, int]) -> Drawing:
    """Place the cells from north to south, and name the largest towns where there is room."""
    rows = sorted(cells, key=lambda cell: (cell.row, cell.column))
    if not rows:
        return Drawing(0, "", [], [])
    left, right = min(c.column for c in rows), max(c.column for c in rows)
    span = (right - left) / 2 + 1
    size: float = min(WIDEST_CELL, WIDTH / span)
    if size >= 10:
        size = int(size) // 2 * 2  # whole coordinates: a lighter page
    step = round(size * 0.866) if size >= 10 else size * 0.866
    tall, half = round(size * 0.5375, 1), round(size * 0.465, 1)
    margin = (WIDTH - span * size) / 2 + size / 2
    top = tall + 1.4 * WIDE
    places = {
        cell.insee_code: (margin + (cell.column - left) * size / 2, top + (cell.row - rows[0].row) * step)
        for cell in rows
    }
    drawn = []
    for cell in rows:
        x, y = places[cell.insee_code]
        count = counts.get(cell.insee_code, 0)
        numbered = count >= NUMBERED_FROM and size >= NUMBERED_CELL
        drawn.append(DrawnCell(cell, _short(x), _short(y), count, tint_of(count), _short(y + 5) if numbered else ""))
    hexagon = [(0, -tall), (half, -tall / 2), (half, tall / 2), (0, tall), (-half, tall / 2), (-half, -tall / 2)]
    points = " ".join(f"{_short(x)},{_short(y)}" for x, y in hexagon)
    height = int(top + (rows[-1].row - rows[0].row) * step + tall + WIDE)
    numbers = [(x - 11, y - 9, x + 11, y + 9) for d in drawn if d.number_y for x, y in [places[d.cell.insee_code]]]
    return Drawing(height, points, drawn, _labels(rows, places, numbers, tall, half))


def _labels(
    cells: list[HexCell], places: dict[str, tuple[float, float]], numbers: list[Box], tall: float, half: float
) -> list[Label]:
    """Names of the most populous towns: above, below, right or left of their cell, whichever is free at every width."""
    labels: list[Label] = []
    taken: dict[int, list[Box]] = {PHONE: [], WIDE: []}
    for cell in sorted(cells, key=lambda c: (-c.population, c.insee_code))[: 2 * LABELS]:
        x, y = places[cell.insee_code]
        text = short_name(cell.name)
        for at_x, at_y, anchor in (
            (x, y - tall - 3, ""),
            (x, y + tall + 16, ""),
            (x + half + 5, y + 7, "start"),
            (x - half - 5, y + 7, "end"),
        ):
            boxes = {letters: _box(text, at_x, at_y, anchor, letters) for letters in taken}
            inside = boxes[PHONE][0] >= 0 and boxes[PHONE][2] <= WIDTH
            free = all(not _overlap(boxes[letters], other) for letters in taken for other in taken[letters])
            if inside and free and not any(_overlap(boxes[WIDE], number) for number in numbers):
                labels.append(Label(text, _short(at_x), _short(at_y), anchor))
                for letters in taken:
                    taken[letters].append(boxes[letters])
                break
        if len(labels) == LABELS:
            break
    return labels


def _box(text: str, x: float, y: float, anchor: str, letters: int) -> Box:
    width = len(text) * letters * LETTER
    west = x if anchor == "start" else x - width if anchor == "end" else x - width / 2
    return west, y - 0.8 * letters, west + width, y + 0.25 * letters


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _short(value: float) -> str:
    """A coordinate without useless digits."""
    return f"{round(value, 1):g}"
