"""A compact copy of the index's columns, kept by each process and brought up to date before each search.

Rows are only added: a document that changes gets a new row, its former one is no longer alive. After many changes
the copy is read anew. What tells the changes is the table Change: each batch of documents has its number there.
Numbers that another transaction holds and has not yet committed are gaps, looked for again at each refresh.
"""

import threading
import time
from copy import copy
from dataclasses import dataclass, field
from math import isfinite

import numpy as np

from essaim.kernel.visitors import database_stamp

from .arrays import FacetColumn, Growing
from .models import Change, Document
from .sources import Source
from .stems import Stems
from .text import FIELDS

GAPS_KEPT = 3600.0  # seconds: no transaction stays open longer
CHUNK = 20_000
EARTH = 6371.0  # km
TITLE = 24  # bytes of a title that order a list
_LISTS = ("ids", "alive", "latitude", "longitude", "length", "title", "place", "row_of")
_FIELDS = ("key", "facets", "latitude", "longitude", "length", "title")


def distances(latitudes: np.ndarray, longitudes: np.ndarray, near: tuple[float, float, float]) -> np.ndarray:
    """Kilometres to a point, infinite without a position and beyond twice the radius. On a plane: true to 0.1 % at
    100 km."""
    latitude, longitude, radius = near
    found = np.full(len(latitudes), np.inf)
    # A square first: most documents are far away, and need no cosine.
    half = np.degrees(2 * radius / EARTH) + 0.01
    rows = np.flatnonzero(np.abs(latitudes - np.float32(latitude)) <= half)
    north_of = latitudes[rows].astype(np.float64)
    north = np.radians(north_of - latitude)
    east = np.radians(longitudes[rows].astype(np.float64) - longitude) * np.cos(np.radians((north_of + latitude) / 2))
    kilometres = EARTH * np.sqrt(north * north + east * east)
    found[rows] = np.where(np.isnan(kilometres), np.inf, kilometres)
    return found


class Columns:
    """The columns of one source. Arrays are by row; `row_of` gives the row of an object id, -1 without."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.ids = Growing(np.int64)
        self.alive = Growing(bool)
        self.latitude = Growing(np.float32)
        self.longitude = Growing(np.float32)
        self.length = Growing(np.int32)
        self.title = Growing(f"S{TITLE}")
        self.place = Growing(np.float64)  # in the order of titles
        self.row_of = Growing(np.int32)
        self.facets = {name: FacetColumn() for name in source.facets}
        self.mean_length = 1.0
        self._sorted_titles = np.empty(0, dtype=f"S{TITLE}")
        self.stems: Stems | None = None
        self.dead = 0

    @property
    def size(self) -> int:
        return self.ids.size

    def load(self, *, with_stems: bool = False) -> None:
        """Read what is stored; `with_stems`, who holds them too, which takes twice as long: small sources always."""
        stored = Document.objects.filter(key__range=(self.source.first_key, self.source.last_key), alive=True).order_by(
            "key"
        )
        if with_stems or stored[:CHUNK].count() < CHUNK:
            self.stems = Stems()
        chunk = []
        for row in stored.values_list(*_FIELDS, *(FIELDS if self.stems else ())).iterator(chunk_size=CHUNK):
            chunk.append(row)
            if len(chunk) == CHUNK:
                self._append(chunk)
                chunk = []
        self._append(chunk)
        order = np.argsort(self.title.view, kind="stable")
        self._sorted_titles = self.title.view[order]
        self.place = Growing(np.float64, np.searchsorted(self._sorted_titles, self.title.view).astype(np.float64))
        for column in self.facets.values():
            column.settle(self.size)
        if self.stems:
            self.stems.settle()
        self._settle()

    def changed(self, changed: list[tuple]) -> "Columns":
        """The columns once documents changed: rows of (*_FIELDS, *FIELDS, alive). A search under way keeps its own."""
        other = copy(self)
        for name in _LISTS:
            setattr(other, name, getattr(self, name).fork(whole=name in ("alive", "row_of")))
        other.facets = {name: column.fork() for name, column in self.facets.items()}
        other._replace(changed)
        return other

    def _replace(self, changed: list[tuple]) -> None:
        for key, *_rest in changed:
            row = self._row(key - self.source.first_key)
            if row >= 0:
                self.alive.view[row] = False
                self.row_of.view[key - self.source.first_key] = -1
                self.dead += 1
        kept = [row[:-1] for row in changed if row[-1]]
        first = self.size
        self._append(kept)
        titles = self.title.view[first:]
        self.place.extend(np.searchsorted(self._sorted_titles, titles) - 0.5)
        self._settle()

    def rows_of(self, ids: np.ndarray) -> np.ndarray:
        """The rows of these object ids; those unknown here are left out."""
        rows = self.row_of.view[ids[ids < self.row_of.size]]
        return rows[rows >= 0]

    def distances(self, object_ids: list[int], near: tuple[float, float, float]) -> dict[int, float]:
        """Kilometres from a point to each of these documents; those without a position are left out."""
        known = [(number, row) for number in object_ids if (row := self._row(number)) >= 0]
        rows = [row for _number, row in known]
        found = distances(self.latitude.view[rows], self.longitude.view[rows], near).tolist()
        return {number: far for (number, _row), far in zip(known, found, strict=True) if isfinite(far)}

    def _row(self, object_id: int) -> int:
        return int(self.row_of.view[object_id]) if object_id < self.row_of.size else -1

    def _append(self, rows: list[tuple]) -> None:
        if not rows:
            return
        keys, facets, latitudes, longitudes, lengths, titles, *stems = zip(*rows, strict=True)
        first = self.size
        if self.stems and stems:
            self.stems.append(first, stems)
        ids = np.array(keys, dtype=np.int64) - self.source.first_key
        self.ids.extend(ids)
        self.alive.extend(np.ones(len(rows), dtype=bool))
        self.latitude.extend(np.array(latitudes, dtype=np.float32))
        self.longitude.extend(np.array(longitudes, dtype=np.float32))
        self.length.extend(lengths)
        self.title.extend(np.array([title[:TITLE].encode() for title in titles], dtype=f"S{TITLE}"))
        cells = zip(*(text.split("|") for text in facets), strict=True)
        for column, values in zip(self.facets.values(), cells, strict=True):
            column.append(first, values)
        if (top := int(ids.max())) >= self.row_of.size:
            self.row_of.extend(np.full(top + 1 - self.row_of.size, -1, dtype=np.int32))
        self.row_of.view[ids] = np.arange(first, first + len(rows), dtype=np.int32)

    def _settle(self) -> None:
        alive = self.alive.view
        self.mean_length = max(1.0, float(self.length.view[alive].mean())) if alive.any() else 1.0


@dataclass
class _Seen:
    """What a process knows of the changes."""

    columns: dict[str, Columns] = field(default_factory=dict)
    last: int = 0
    token: int = 0
    gaps: dict[int, float] = field(default_factory=dict)
    version: int = 0
    history: int = 0
    stamp: tuple | None = None  # of the database at the last look


_seen = _Seen()
_lock = threading.RLock()


def current(source: Source, *, with_stems: bool = False) -> tuple[Columns, int]:
    """The columns of the source as of now, and the version they have in this process. One query at most when nothing
    moved."""
    with _lock:
        _refresh()
        if source.name not in _seen.columns:
            columns = Columns(source)
            columns.load(with_stems=with_stems)
            _seen.columns[source.name] = columns
        return _seen.columns[source.name], _seen.version


def revision() -> str:
    """What changes when the index does: a part of the key of whatever is kept from a search."""
    with _lock:
        _refresh()
        return stamp()


def stamp() -> str:
    """The revision at the last refresh of this process, without asking."""
    with _lock:
        return f"{_seen.last}-{_seen.token:x}-{len(_seen.gaps)}-{sum(_seen.gaps)}"


def history() -> int:
    """Changes when this process starts again from another past: what it read before may have been undone since."""
    return _seen.history


def _refresh() -> None:
    stamp = database_stamp()
    if stamp is None or stamp != _seen.stamp:
        _look()
        _seen.stamp = stamp


def _look() -> None:
    asked = [_seen.last, *_seen.gaps]
    found = {
        number: (token, whole)
        for number, token, whole in Change.objects.filter(pk__gt=_seen.last).values_list("pk", "token", "whole")
        | Change.objects.filter(pk__in=asked).values_list("pk", "token", "whole")
    }
    if _seen.last and found.get(_seen.last, (None,))[0] != _seen.token:
        _forget(found)  # another history: a restored copy, a transaction that was undone
        return
    found.pop(_seen.last, None)
    now = time.monotonic()
    for gap in [gap for gap, since in _seen.gaps.items() if gap in found or now - since > GAPS_KEPT]:
        del _seen.gaps[gap]
    if not found:
        return
    top = max(found)
    if any(whole for _token, whole in found.values()) or not _seen.last:
        _forget({**found})
        return
    for gap in range(_seen.last + 1, top):
        if gap not in found:
            _seen.gaps[gap] = now
    _take_in(list(found))
    if top > _seen.last:
        _seen.last, _seen.token = top, found[top][0]
    _seen.version += 1


def _forget(found: dict) -> None:
    """Start again from the changes that are there now. Gaps before them cannot be told from numbers never used."""
    newest = Change.objects.order_by("-pk").values_list("pk", "token").first() or (0, 0)
    _seen.columns.clear()
    _seen.last, _seen.token = newest
    _seen.gaps.clear()
    if newest[0]:
        # Transactions that are still open hold the numbers just before.
        recent = range(max(1, newest[0] - 200), newest[0])
        there = set(Change.objects.filter(pk__in=recent).values_list("pk", flat=True))
        _seen.gaps.update({number: time.monotonic() for number in recent if number not in there})
    _seen.version += 1
    _seen.history += 1


def _take_in(changes: list[int]) -> None:
    for name, columns in list(_seen.columns.items()):
        changed = Document.objects.filter(
            change__in=changes, key__range=(columns.source.first_key, columns.source.last_key)
        )
        rows = list(changed.values_list(*_FIELDS, *FIELDS, "alive")[: CHUNK + 1])
        if len(rows) > CHUNK or columns.dead + len(rows) > 1000 + columns.size // 4:
            del _seen.columns[name]  # read anew at the next search
        elif rows:
            _seen.columns[name] = columns.changed(rows)
