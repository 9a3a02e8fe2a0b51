"""A table opened: its headers, some rows to look at, and its rows one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ..columns import header_score, recognises_header
from ..columns.content import shapes

SAMPLE = 200
HEADER_WITHIN = 20  # titles may stand above the headers
_DATA_SHAPES = {"siret", "siren", "rna", "email", "postal", "phone", "latitude", "longitude"}

Rows = Iterator[tuple[int, list[str]]]


@dataclass
class Table:
    """`rows()` begins anew each time: (number that a spreadsheet shows, cells). `headless`: columns bear no name."""

    headers: list[str]
    headless: bool
    source: Callable[[], Rows]
    first: int  # number of the first data row
    notes: dict[str, str] = field(default_factory=dict)  # encoding, separator, sheet: for the screens

    def rows(self) -> Rows:
        for number, cells in self.source():
            if number >= self.first:
                yield number, cells

    def sample(self, count: int = SAMPLE) -> list[list[str]]:
        """Return rows from the beginning; long files are not read whole for it."""
        return [cells for _number, cells in islice(self.rows(), count)]


def make_table(source: Callable[[], Rows], notes: dict[str, str]) -> Table | None:
    """Find the headers among the first rows. None when there is no row at all."""
    beginning = list(islice(source(), HEADER_WITHIN + 30))
    if not beginning:
        return None
    position = _header_position([cells for _number, cells in beginning[:HEADER_WITHIN]])
    if position is None:
        width = max(len(cells) for _number, cells in beginning)
        return Table([f"Colonne {i + 1}" for i in range(width)], True, source, beginning[0][0], notes)
    number, cells = beginning[position]
    headers = [cell.strip() for cell in cells]
    widest = max((len(c) for _n, c in beginning[position + 1 :]), default=len(headers))
    while headers and not headers[-1] and len(headers) > widest:
        headers.pop()
    return Table(headers, False, source, number + 1, notes)


def _header_position(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which row holds the headers, or None when the first row is data already."""
    scores = [recognises_header(cells) for cells in rows]
    best = max(scores)
    where = scores.index(best)
    if best and (best >= 2 or len([cell for cell in rows[where] if cell.strip()]) <= 3):
        if where == 0 and best >= 2:
            return where
        if not _looks_like_data(rows[where]):
            return where
    return None if _looks_like_data(rows[0]) else 0


def _looks_like_data(cells: Sequence[str]) -> bool:
    return any(
        _DATA_SHAPES & set(shapes(cell.strip())) and not header_score(cell)
        for cell in cells
        if cell.strip() and len(cell) < 200
    )
