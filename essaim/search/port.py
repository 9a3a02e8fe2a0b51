"""The port of the search: one port, two engines (SQLite FTS5, PostgreSQL).

    result = search(SearchRequest(text="associations culturelles", families=("association",), page=1))
    result.ids, result.total, result.facets["sector"]

Another kind of documents registers its Source and is asked for with `select`.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from django.utils.translation import get_language

from . import columns as copies
from .labels import labels
from .organizations import ANY_CLUB, ORGANIZATIONS, facet_value
from .postings import postings
from .queries import municipalities_of, territory_of
from .request import FACETS, RESERVED, FacetCount, SearchRequest, SearchResult, Suggestion
from .selection import Query, Selection
from .sources import Document, Source, sources
from .suggestions import suggest
from .text import FIELDS as TEXT_FIELDS

__all__ = [
    "FACETS", "RESERVED", "Document", "FacetCount", "Query", "SearchRequest", "SearchResult", "Source", "Suggestion",
    "counts_by_municipality", "every_id", "holders", "revision", "search", "select", "sources", "suggest",
]  # fmt: skip

revision = copies.revision

FACET_LIMITS = {"municipality": 40, "skill": 30}  # values shown at most, beside those selected
TOP_MUNICIPALITIES = 40
_MAPS_KEPT = 6  # a map of the whole country weighs some megabytes
ORDERED = 300  # places worked out at once, so that the next pages cost nothing
_KEPT_RESULTS = 256
_kept: OrderedDict[tuple, tuple[SearchResult, list[int]]] = OrderedDict()
_maps: OrderedDict[tuple, dict[str, int]] = OrderedDict()
_lock = threading.Lock()


def select(source: str, query: Query) -> Selection:
    """The documents of a source that answer a query; its `ordered`, `total`, `facet`… are worked out when asked."""
    columns, version = copies.current(sources[source])
    return Selection(columns, version, query)


def holders(
    source: str, groups: Sequence[Sequence[str]], *, facet: str, value: str, fields: str = TEXT_FIELDS
) -> tuple[np.ndarray, np.ndarray]:
    """Who holds a token of each group (`text.STEM` + a stem, `text.ROOT` + a family), among the documents with this
    value of this facet, in these fields: the ids of the documents, and a line of booleans a group."""
    columns, version = copies.current(sources[source])
    alive = columns.alive.view & columns.facets[facet].mask([value], columns.size)
    rows = np.flatnonzero(alive)
    found = postings(columns, version, [(token, False) for group in groups for token in group])
    held = np.zeros((len(groups), len(rows)), dtype=bool)
    for line, group in enumerate(groups):
        mask = np.zeros(columns.size, dtype=bool)
        for token in group:
            for field in fields:
                mask[found[token, False][TEXT_FIELDS.index(field)]] = True
        held[line] = mask[rows]
    return columns.ids.view[rows], held


def search(request: SearchRequest) -> SearchResult:
    """The organizations of the public directory that answer the request. Nothing that is typed makes it fail."""
    page, per_page = max(1, request.page), min(max(1, request.per_page), 100)
    columns, version = copies.current(ORGANIZATIONS)
    query = _query(request)
    key = (version, get_language(), _hashable(query), request.club_id, request.intermunicipalities)
    upto = max(ORDERED, page * per_page)
    with _lock:
        kept = _kept.get(key)
    if kept is None or len(kept[1]) < min(kept[0].total, page * per_page):
        selection = Selection(columns, version, query)
        order = [int(number) for number in columns.ids.view[selection.ordered(upto)[:upto]]]
        kept = (_result(request, query, selection), order)
        with _lock:
            _kept[key] = kept
            while len(_kept) > _KEPT_RESULTS:
                _kept.popitem(last=False)
    result, order = kept
    ids = order[(page - 1) * per_page : page * per_page]
    return replace(
        result,
        ids=ids,
        page=page,
        per_page=per_page,
        distances=columns.distances(ids, query.near) if query.near else {},
        revision=copies.stamp(),
        count_municipalities=lambda: _map(key, columns, version, query),
    )


def _map(key: tuple, columns: copies.Columns, version: int, query: Query) -> dict[str, int]:
    """Results by INSEE code; the last maps are kept."""
    with _lock:
        if key in _maps:
            _maps.move_to_end(key)
            return _maps[key]
    counted = Selection(columns, version, query).counts("municipality")
    with _lock:
        _maps[key] = counted
        while len(_maps) > _MAPS_KEPT:
            _maps.popitem(last=False)
    return counted


def counts_by_municipality(request: SearchRequest) -> tuple[list[str], np.ndarray]:
    """INSEE codes, and how many results each has, in the same order. The list only grows from one time to the next."""
    columns, version = copies.current(ORGANIZATIONS)
    return Selection(columns, version, _query(request)).counted("municipality")


def every_id(request: SearchRequest, limit: int) -> tuple[list[int], int]:
    """The ids of all that answers, best first, at most `limit`, for an export; and how many answer in all."""
    columns, version = copies.current(ORGANIZATIONS)
    selection = Selection(columns, version, _query(request))
    return [int(number) for number in columns.ids.view[selection.ordered(limit)[:limit]]], selection.total


def _query(request: SearchRequest) -> Query:
    filters: dict[str, tuple[str, ...]] = {
        "sector": request.sectors,
        "municipality": (*request.municipalities, *municipalities_of(request.intermunicipalities)),
        "family": request.families,
        "status": request.statuses,
        "skill": tuple(map(facet_value, request.skills)),
    }
    if request.intermunicipalities and not filters["municipality"]:
        filters["municipality"] = ("none",)
    without: dict[str, tuple[str, ...]] = {}
    scopes = None
    club = str(request.club_id) if request.club_id is not None else ANY_CLUB
    if request.member is not None:
        (filters if request.member else without)["member"] = (club,)
    if request.club_id is not None:
        scopes = {"municipality": territory_of(request.club_id), "member": (club,)}
    near = request.near
    if near and not (all(map(math.isfinite, near)) and abs(near[0]) <= 90 and abs(near[1]) <= 180 and near[2] >= 0):
        near = None
    return Query(
        text=request.text,
        filters={name: values for name, values in filters.items() if values},
        without=without,
        scopes=scopes,
        near=near,
        order=request.order,
    )


def _hashable(query: Query) -> tuple:
    return (
        query.text,
        tuple(sorted((name, tuple(values)) for name, values in query.filters.items())),
        tuple(query.without.items()),
        tuple(query.scopes.items()) if query.scopes else None,
        query.near,
        query.order,
    )


def _result(request: SearchRequest, query: Query, selection: Selection) -> SearchResult:
    number, top = selection.top("municipality", TOP_MUNICIPALITIES)
    return SearchResult(
        ids=[],
        total=selection.total,
        exact=selection.exact,
        facets={name: _facet(request, query, selection, name) for name in FACETS},
        terms=[term.word if term.typing else term.stem for term in selection.terms],
        corrected=selection.corrected,
        municipality_number=number,
        top_municipalities=top,
    )


def _facet(request: SearchRequest, query: Query, selection: Selection, name: str) -> list[FacetCount]:
    limit = FACET_LIMITS.get(name)
    counts = selection.facet(name, limit)
    chosen = set(query.filters.get(name, ()))
    if name == "member":
        club = str(request.club_id) if request.club_id is not None else ANY_CLUB
        members = counts.get(club, 0)
        counts = {"yes": members, "no": selection.facet_base(name) - members}
        chosen = set() if request.member is None else {"yes" if request.member else "no"}
    elif name == "municipality":
        chosen = set(request.municipalities)
    for value in chosen:
        counts.setdefault(value, 0)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    if limit:
        ranked = ranked[:limit] + [one for one in ranked[limit:] if one[0] in chosen]
    own = selection.columns.facets[name].labels
    # A commune comes with its name, and a know-how: nothing is asked for those.
    shown = labels(name, [value for value, _count in ranked if value not in own])
    return [
        FacetCount(
            value.replace("_", " ") if name == "skill" else value,
            count,
            value in chosen,
            shown.get(value) or own.get(value) or value.replace("_", " "),
        )
        for value, count in ranked
    ]
