"""Arrays that grow, and the columns of facets: how 250,000 documents are filtered and counted in milliseconds."""

from collections.abc import Iterable, Sequence
from copy import copy
from typing import Any

import numpy as np

CELLS_KEPT = 20_000


class Growing:
    """A numpy array to which rows are added; room is doubled when it lacks."""

    def __init__(self, dtype: Any, values: Iterable = ()) -> None:
        self._data = np.array(list(values) if not isinstance(values, np.ndarray) else values, dtype=dtype)
        self.size = len(self._data)

    @property
    def view(self) -> np.ndarray:
        return self._data[: self.size]

    def fork(self, *, whole: bool = False) -> "Growing":
        """The same rows, to which one may add without the first seeing it; `whole`, to change them too."""
        other = copy(self)
        if whole:
            other._data = self.view.copy()
        return other

    def extend(self, values: Sequence | np.ndarray) -> None:
        needed = self.size + len(values)
        if needed > len(self._data):
            larger = np.zeros(max(needed, 2 * len(self._data), 64), dtype=self._data.dtype)
            larger[: self.size] = self.view
            self._data = larger
        self._data[self.size : needed] = values
        self.size = needed


class FacetColumn:
    """The values of one facet: pairs (row, code of the value), sorted by row; `starts` gives each row's pairs."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self.labels: dict[str, str] = {}  # of values that came with one
        self._codes_of: dict[str, int] = {}
        self._cells: dict[str, tuple[int, ...]] = {}  # the same cell comes often
        self.rows = Growing(np.int32)
        self.codes = Growing(np.int32)
        self.starts = Growing(np.int32, [0])

    def fork(self) -> "FacetColumn":
        """The same pairs, to which one may add without the first seeing it."""
        other = copy(self)
        other.rows, other.codes, other.starts = self.rows.fork(), self.codes.fork(), self.starts.fork()
        return other

    def append(self, first_row: int, cells: Sequence[str]) -> None:
        """Add the cells of consecutive rows, as the index stores them: values joined by spaces.

        A value may bring its label: `reparation_de_velos=Réparation_de_vélos`.
        """
        rows: list[int] = []
        codes: list[int] = []
        starts: list[int] = []
        position = self.codes.size
        known = self._cells
        for row, cell in enumerate(cells, first_row):
            if cell:
                found = known.get(cell)
                if found is None:
                    found = known[cell] = tuple(dict.fromkeys(map(self._code, cell.split())))
                rows += [row] * len(found)
                codes += found
                position += len(found)
            starts.append(position)
        self.rows.extend(rows)
        self.codes.extend(codes)
        self.starts.extend(starts)
        if len(known) > CELLS_KEPT:
            known.clear()

    def code_of(self, value: str) -> int | None:
        return self._codes_of.get(value)

    def _code(self, value: str) -> int:
        value, _equals, label = value.partition("=")
        code = self._codes_of.get(value)
        if code is None:
            code = self._codes_of[value] = len(self.values)
            self.values.append(value)
            if label:
                self.labels[value] = label.replace("_", " ")
        return code

    def mask(self, values: Iterable[str], size: int) -> np.ndarray:
        """Rows that have one of these values."""
        wanted = np.zeros(len(self.values) + 1, dtype=bool)
        wanted[[code for value in values if (code := self._codes_of.get(value)) is not None]] = True
        mask = np.zeros(size, dtype=bool)
        mask[self.rows.view[wanted[self.codes.view]]] = True
        return mask

    def counts(self, mask: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """How many of these rows have each value (`mask` and `rows` say the same)."""
        if len(rows) * 8 > len(mask):
            codes = self.codes.view[mask[self.rows.view]]
        else:
            starts = self.starts.view
            first, sizes = starts[rows], starts[rows + 1] - starts[rows]
            ends = np.cumsum(sizes)
            total = int(ends[-1]) if len(ends) else 0
            codes = self.codes.view[np.arange(total) + np.repeat(first - ends + sizes, sizes)]
        return np.bincount(codes, minlength=len(self.values))
