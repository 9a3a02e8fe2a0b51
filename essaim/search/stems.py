"""Who holds a stem, in memory: the question that every word of a request asks first.

A word that a quarter of 250,000 documents hold costs an engine 5 to 50 ms; here it is a slice of an array. Four bytes
a document, a field and a stem: 50 MB for 250,000 documents, which the processes of a server share (warming.py).
Prefixes and families of words stay with the engine.
"""

from collections.abc import Sequence

import numpy as np

from .arrays import Growing
from .text import FIELDS

Posting = list[np.ndarray]  # rows by field, sorted


class _Codes(dict[str, int]):
    """A number for each stem, in the order they come."""

    def __missing__(self, stem: str) -> int:
        self[stem] = code = len(self)
        return code


class Stems:
    """Rows by stem and field. Filled, settled, then only added to: rows that come later are listed one by one."""

    def __init__(self) -> None:
        self._codes = _Codes()
        self._filling = [(Growing(np.int32), Growing(np.int32)) for _field in FIELDS]
        self._settled: list[tuple[np.ndarray, np.ndarray]] = []  # by field: rows sorted by code, where each code begins
        self._added: dict[str, list[list[int]]] = {}

    def append(self, first_row: int, texts: Sequence[Sequence[str]]) -> None:
        """Add consecutive rows: for each field, what the index keeps of their stems."""
        if self._settled:
            for row, fields in enumerate(zip(*texts, strict=True), first_row):
                self._add(row, fields)
            return
        for (codes, rows), column in zip(self._filling, texts, strict=True):
            found: list[int] = []
            counts = []
            for text in column:
                before = len(found)
                found.extend(map(self._codes.__getitem__, set(text.split())))
                counts.append(len(found) - before)
            codes.extend(np.array(found, dtype=np.int32))
            rows.extend(np.repeat(np.arange(first_row, first_row + len(counts), dtype=np.int32), counts))

    def settle(self) -> None:
        for codes, rows in self._filling:
            order = np.argsort(codes.view, kind="stable")
            offsets = np.concatenate([[0], np.cumsum(np.bincount(codes.view, minlength=len(self._codes)))])
            self._settled.append((rows.view[order], offsets))
        self._filling = []

    def _add(self, row: int, texts: Sequence[str]) -> None:
        for field, text in enumerate(texts):
            for stem in set(text.split()):
                self._added.setdefault(stem, [[] for _field in FIELDS])[field].append(row)

    def holders(self, stem: str, size: int) -> Posting:
        """The rows under `size` that hold a stem, by field."""
        code = self._codes.get(stem)
        found = [
            rows[offsets[code] : offsets[code + 1]] if code is not None else rows[:0] for rows, offsets in self._settled
        ]
        if later := self._added.get(stem):
            for field, rows in enumerate(later):
                if new := [row for row in rows if row < size]:
                    found[field] = np.concatenate([found[field], np.array(new, dtype=np.int32)])
        return found
