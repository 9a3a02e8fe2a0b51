"""Arrays that grow, and the columns of facets: how 250,000 documents are filtered and counted in milliseconds."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
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


@dataclass(frozen=True)
class _Settled:
    """The pairs of a column the other way round, as they were when it was read: rows by code.

    `rows` are sorted by code, `offsets` says where each code begins. A code that many rows have is `dense`: its rows
    are bits too, counted 64 at a time. The others are `sparse` pairs, in the order of the codes.
    """

    pairs: int
    size: int  # rows of the columns
    rows: np.ndarray
    offsets: np.ndarray
    dense: np.ndarray
    bits: np.ndarray  # by dense code, words of 64 rows
    sparse_rows: np.ndarray
    sparse_codes: np.ndarray

    def rows_of(self, code: int) -> np.ndarray:
        return self.rows[self.offsets[code] : self.offsets[code + 1]] if code + 1 < len(self.offsets) else self.rows[:0]


def _words(mask: np.ndarray) -> np.ndarray:
    """Flags as bits, in words of 64."""
    packed = np.packbits(mask)
    return np.concatenate([packed, np.zeros(-len(packed) % 8, dtype=np.uint8)]).view(np.uint64)


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
        self._settled: _Settled | None = None

    def fork(self) -> "FacetColumn":
        """The same pairs, to which one may add without the first seeing it."""
        other = copy(self)
        other.rows, other.codes, other.starts = self.rows.fork(), self.codes.fork(), self.starts.fork()
        return other

    def settle(self, size: int) -> None:
        """Turn the pairs round, once columns of `size` rows are read. Those added later are looked at one by one."""
        rows, codes = self.rows.view, self.codes.view
        order = np.argsort(codes, kind="stable")
        frequencies = np.bincount(codes, minlength=len(self.values))
        dense = np.flatnonzero(frequencies * 64 > size)
        bits = np.zeros((len(dense), (size + 63) // 64), dtype=np.uint64)
        offsets = np.concatenate([[0], np.cumsum(frequencies)])
        by_code = rows[order]
        for line, code in enumerate(dense):
            mask = np.zeros(size, dtype=bool)
            mask[by_code[offsets[code] : offsets[code + 1]]] = True
            bits[line] = _words(mask)
        sparse = ~np.isin(codes[order], dense)
        self._settled = _Settled(
            len(codes), size, by_code, offsets, dense, bits, by_code[sparse], codes[order][sparse].astype(np.intp)
        )

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
        codes = [code for value in values if (code := self._codes_of.get(value)) is not None]
        mask = np.zeros(size, dtype=bool)
        if self._settled:
            for code in codes:
                mask[self._settled.rows_of(code)] = True
        rows, added = self._added()
        if len(rows):
            mask[rows[np.isin(added, codes)]] = True
        return mask

    def counts(self, mask: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """How many of these rows have each value (`mask` and `rows` say the same)."""
        settled = self._settled
        if settled is None or len(rows) * 8 <= len(mask):
            starts = self.starts.view
            first, sizes = starts[rows], starts[rows + 1] - starts[rows]
            ends = np.cumsum(sizes)
            total = int(ends[-1]) if len(ends) else 0
            codes = self.codes.view[np.arange(total) + np.repeat(first - ends + sizes, sizes)]
            return np.bincount(codes, minlength=len(self.values))
        counts = np.bincount(settled.sparse_codes[mask[settled.sparse_rows]], minlength=len(self.values))
        if len(settled.dense):
            words = _words(mask[: settled.size])
            counts[settled.dense] += np.bitwise_count(settled.bits & words).sum(axis=1, dtype=np.int64)
        added_rows, added = self._added()
        if len(added):
            counts += np.bincount(added[mask[added_rows]], minlength=len(self.values))
        return counts

    def _added(self) -> tuple[np.ndarray, np.ndarray]:
        """The pairs that came since the column was settled."""
        first = self._settled.pairs if self._settled else 0
        return self.rows.view[first:], self.codes.view[first:]
