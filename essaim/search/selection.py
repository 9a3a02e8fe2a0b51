"""Filters, facets and order over the columns of one source: the search itself, for any kind of documents."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from . import matching, ranking, spelling
from .columns import Columns, distances
from .postings import postings
from .text import terms_of

SMALL = 20_000


@dataclass(frozen=True)
class Query:
    """`filters`: wanted values by facet; `without`: values that exclude; `scopes`: values by facet, any of which lets a
    document be considered at all (None: every document); `near`: latitude, longitude in degrees, radius in km."""

    text: str = ""
    filters: Mapping[str, Iterable[str]] = field(default_factory=dict)
    without: Mapping[str, Iterable[str]] = field(default_factory=dict)
    scopes: Mapping[str, Iterable[str]] | None = None
    near: tuple[float, float, float] | None = None
    order: str = "relevance"


class Selection:
    """The documents that answer a query. Counts and order are worked out when asked."""

    def __init__(self, columns: Columns, version: int, query: Query) -> None:
        self.columns, self.query = columns, query
        size = columns.size
        scope = columns.alive.view.copy()
        if query.scopes is not None:
            within = np.zeros(size, dtype=bool)
            for name, values in query.scopes.items():
                within |= columns.facets[name].mask(values, size)
            scope &= within
        self.terms = terms_of(query.text)
        self.replaced: dict[str, str] = {}
        self.corrected: str | None = None
        self.matched: matching.Matched | None = None
        if self.terms:
            typed = self.terms
            if size <= SMALL:  # one question for all that may be needed
                tokens = [token for term in typed for token, _worth in matching.tokens_of(term)]
                postings(columns, version, tokens)
            self.terms, self.replaced = spelling.correct(columns, version, typed)
            if self.replaced:
                self.corrected = spelling.corrected_text(columns, version, query.text, self.replaced)
            self.matched = matching.match(columns, version, self.terms, scope)
            scope = self.matched.mask
        self.distance = distances(columns.latitude.view, columns.longitude.view, query.near) if query.near else None
        self._base = scope  # what no facet decides
        if self.distance is not None and query.near:
            self._base = self._base & (self.distance <= query.near[2])
        self._filters: dict[str, np.ndarray] = {}
        for name in {*query.filters, *query.without}:
            mask = np.ones(size, dtype=bool)
            if name in query.filters:
                mask &= columns.facets[name].mask(query.filters[name], size)
            if name in query.without:
                mask &= ~columns.facets[name].mask(query.without[name], size)
            self._filters[name] = mask
        self.mask = self._base.copy()
        for mask in self._filters.values():
            self.mask &= mask
        self.rows = np.flatnonzero(self.mask)
        self._counts: dict[tuple[str, bool], np.ndarray] = {}

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def exact(self) -> int:
        """How many answer every word."""
        if self.matched is None:
            return self.total
        return int(np.count_nonzero(self.matched.share[self.rows] > 0.999))

    def facet(self, name: str, most: int | None = None) -> dict[str, int]:
        """Counts of a facet's values among what every other filter keeps; the `most` frequent ones (and their equals).

        Values of the facet's own filter are always there.
        """
        column, counts = self.columns.facets[name], self._counted(name, own=False)
        present = _most(counts, most)
        found = {column.values[code]: int(counts[code]) for code in present}
        for value in self.query.filters.get(name, ()):
            if value not in found and (code := column.code_of(value)) is not None:
                found[value] = int(counts[code])
        return found

    def facet_base(self, name: str) -> int:
        """How many documents a facet's counts are taken among."""
        return len(self._without_filter(name)[1])

    def counts(self, name: str) -> dict[str, int]:
        """Counts of a facet's values among the results."""
        column, counts = self.columns.facets[name], self._counted(name, own=True)
        return {column.values[code]: int(counts[code]) for code in np.flatnonzero(counts)}

    def counted(self, name: str) -> tuple[list[str], np.ndarray]:
        """A facet's values, and how many of the results have each: in the same order, values without any among them."""
        counts = self._counted(name, own=True)
        return self.columns.facets[name].values, counts

    def top(self, name: str, most: int) -> tuple[int, list[tuple[str, int]]]:
        """How many values a facet has among the results, and the most frequent of them with their counts."""
        column, counts = self.columns.facets[name], self._counted(name, own=True)
        found = [(column.values[code], int(counts[code])) for code in _most(counts, most)]
        return int(np.count_nonzero(counts)), sorted(found, key=lambda one: (-one[1], one[0]))[:most]

    def _counted(self, name: str, *, own: bool) -> np.ndarray:
        """Counts by code, with or without the facet's own filter: the same array when it has none."""
        key = (name, own and name in self._filters)
        if key not in self._counts:
            mask, rows = (self.mask, self.rows) if own else self._without_filter(name)
            self._counts[key] = self.columns.facets[name].counts(mask, rows)
        return self._counts[key]

    def _without_filter(self, name: str) -> tuple[np.ndarray, np.ndarray]:
        if name not in self._filters:
            return self.mask, self.rows
        mask = self._base.copy()
        for other, kept in self._filters.items():
            if other != name:
                mask &= kept
        return mask, np.flatnonzero(mask)

    def ordered(self, upto: int) -> np.ndarray:
        """The rows of the results in order; at least the first `upto` are in their final place."""
        columns, rows = self.columns, self.rows
        if self.query.order == "relevance" and self.matched is not None:
            closeness = None
            if self.distance is not None and self.query.near:
                closeness = 1 - np.minimum(self.distance / max(self.query.near[2], 0.001), 1)
            return ranking.order(columns, self.matched, self.terms, rows, closeness, upto)
        if self.distance is not None and self.query.order != "name":
            measure = np.round(self.distance[rows].astype(np.float64), 3)
        else:
            measure = columns.place.view[rows]
        if len(rows) > 4 * upto:  # sort only what the page can show
            limit = np.partition(measure, upto)[upto]
            kept = measure <= limit
            rows, measure = rows[kept], measure[kept]
        return rows[np.lexsort((columns.ids.view[rows], measure))]


def _most(counts: np.ndarray, most: int | None) -> np.ndarray:
    """Codes of the greatest counts: `most` of them and those that equal the last, never one that has none."""
    present = np.flatnonzero(counts)
    if most is None or len(present) <= most:
        return present
    held = counts[present]
    return present[held >= np.partition(held, -most)[-most]]
