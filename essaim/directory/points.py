"""The detailed map: what a view of it shows. Near, one point for each place; from afar, groups in cells of a grid.

Grouping is done here, by commune, so that a browser never receives more than a few hundred points, however many
organizations there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import isfinite

import numpy as np
from django.core.cache import cache
from django.db.models import QuerySet
from django.http import QueryDict

from essaim.clubs.models import Club
from essaim.kernel.prepared import prepared
from essaim.organizations.addresses import page_addresses
from essaim.organizations.enums import PlaceKind
from essaim.organizations.models import Place
from essaim.organizations.queries import listed_organizations
from essaim.search.port import counts_by_municipality, every_id
from essaim.territory.models import Municipality

from .criteria import Criteria

MOST_POINTS = 100  # in a view; above, groups
CELL = 90  # pixels, so that two groups do not touch
TILE = 256
DEEPEST = 19
# Metropolitan France, when the results are everywhere.
EVERYWHERE = (-5.2, 41.3, 9.6, 51.1)

Box = tuple[float, float, float, float]  # west, south, east, north; degrees, WGS 84


@dataclass(frozen=True)
class View:
    """The part of the map that is on the screen, and how near one looks."""

    box: Box
    zoom: int


def read_view(data: QueryDict) -> View:
    """The view asked by `bbox` (west,south,east,north) and `zoom`; the whole country for what cannot be read."""
    try:
        west, south, east, north = (float(value) for value in data.get("bbox", "").split(","))
        zoom = int(data.get("zoom", ""))
    except ValueError:
        return View(EVERYWHERE, 5)
    if not all(map(isfinite, (west, south, east, north))) or west > east or south > north:
        return View(EVERYWHERE, 5)
    return View((max(west, -180), max(south, -90), min(east, 180), min(north, 90)), min(max(zoom, 0), DEEPEST))


def box_of(codes: list[str]) -> Box:
    """The box around communes, a little wider than them; the whole country when there are very many, or none."""
    if not 0 < len(codes) <= 2_000:
        return EVERYWHERE
    places = Municipality.objects.filter(pk__in=codes, latitude__isnull=False).values_list("longitude", "latitude")
    points = list(places)
    if not points:
        return EVERYWHERE
    lons, lats = zip(*points, strict=True)
    return (min(lons) - 0.03, min(lats) - 0.02, max(lons) + 0.03, max(lats) + 0.02)


def features(criteria: Criteria, club: Club | None, view: View) -> list[dict]:
    """GeoJSON features of a view: `{"count", "bounds"}` for a group, `{"items": [{"name", "url"}]}` for a place.

    No query for groups, two for places, besides the search.
    """
    request = criteria.changed(page=1).request(club_id=club.pk if club else None)
    centres = _centres()
    west, south, east, north = view.box
    latitude, longitude = centres.latitude, centres.longitude
    seen = (latitude >= south) & (latitude <= north) & (longitude >= west) & (longitude <= east)
    counts = centres.told(*counts_by_municipality(request))
    rows = np.flatnonzero(seen & (counts > 0))
    found = counts[rows]
    if found.sum() > MOST_POINTS:
        return _groups(longitude[rows], latitude[rows], found, view.zoom)
    if not len(rows):
        return []
    here = replace(request, municipalities=tuple(centres.codes[row] for row in rows))
    return _places(every_id(here, MOST_POINTS)[0])


@dataclass(frozen=True)
class _Centres:
    codes: list[str]
    latitude: np.ndarray
    longitude: np.ndarray
    row_of: dict[str, int]
    # The last list of codes that counts came with, and the row of each: it only grows.
    asked: list = field(default_factory=list)

    def told(self, codes: list[str], counts: np.ndarray) -> np.ndarray:
        """Counts by row of the centres, from counts by code."""
        known, rows = self.asked[-1] if self.asked else ([], np.empty(0, dtype=np.int64))
        if known is not codes or len(rows) < len(counts):
            rows = np.fromiter((self.row_of.get(code, -1) for code in codes[: len(counts)]), dtype=np.int64)
            self.asked[:] = [(codes, rows)]
        rows = rows[: len(counts)]
        found = np.zeros(len(self.codes), dtype=np.int64)
        found[rows[rows >= 0]] = counts[rows >= 0]
        return found


def _centres() -> _Centres:
    """The centres of all communes, read again every ten minutes: a view of the country has 35,000 of them."""
    global _kept
    if _kept is None or cache.get(_CENTRES) is None:
        places = Municipality.objects.filter(latitude__isnull=False, longitude__isnull=False)
        rows = list(places.values_list("pk", "latitude", "longitude"))
        _kept = _Centres(
            codes := [code for code, _latitude, _longitude in rows],
            np.array([latitude for _code, latitude, _longitude in rows], dtype=float),
            np.array([longitude for _code, _latitude, longitude in rows], dtype=float),
            {code: row for row, code in enumerate(codes)},
        )
        cache.set(_CENTRES, True, 600)
    return _kept


_CENTRES = "directory.points.centres"
_kept: _Centres | None = None


def _groups(longitude: np.ndarray, latitude: np.ndarray, counts: np.ndarray, zoom: int) -> list[dict]:
    """Communes gathered by cells of the grid, each group at the middle of its organizations."""
    size = 360 / 2**zoom * CELL / TILE
    # A degree of latitude is about one and a half times as long on the screen at these latitudes.
    cells = (longitude // size).astype(np.int64) << 32 | (latitude // (size / 1.5)).astype(np.int64) & 0xFFFFFFFF
    _cells, group = np.unique(cells, return_inverse=True)
    totals = np.bincount(group, weights=counts)
    middles = [np.bincount(group, weights=axis * counts) / totals for axis in (longitude, latitude)]
    order = np.argsort(group, kind="stable")
    starts = np.searchsorted(group[order], np.arange(len(totals)))
    edges = [
        reach.reduceat(axis[order], starts)
        for reach, axis in (
            (np.minimum, longitude), (np.minimum, latitude), (np.maximum, longitude), (np.maximum, latitude)
        )
    ]  # fmt: skip
    return [
        _feature(
            float(middles[0][one]),
            float(middles[1][one]),
            {"count": int(totals[one]), "bounds": [round(float(edge[one]), 5) for edge in edges]},
        )
        for one in range(len(totals))
    ]


def _places(ids: list[int]) -> list[dict]:
    """Organizations by place: those of one address share a point."""
    names = {pk: (name, slug) for pk, name, slug in prepared(_names, ids)}
    at: dict[int, tuple[float, float]] = {}
    # The head office speaks last, so that it has the last word.
    places = sorted(prepared(_positions, list(names)), key=lambda row: row[1] == PlaceKind.HEAD_OFFICE)
    for pk, _kind, latitude, longitude, commune_latitude, commune_longitude in places:
        if latitude is None or longitude is None:
            latitude, longitude = commune_latitude, commune_longitude
        if latitude is not None and longitude is not None:
            at[pk] = (round(longitude, 5), round(latitude, 5))
    stacks: dict[tuple[float, float], list[dict]] = defaultdict(list)
    address = page_addresses()
    for pk in ids:
        if pk in at:
            name, slug = names[pk]
            stacks[at[pk]].append({"name": name, "url": address(pk, slug)})
    return [_feature(longitude, latitude, {"items": items}) for (longitude, latitude), items in stacks.items()]


def _names(ids: Iterable[int]) -> QuerySet:
    return listed_organizations().order_by().filter(pk__among=ids).values_list("pk", "name", "slug")


def _positions(ids: Iterable[int]) -> QuerySet:
    places = Place.objects.filter(organization__among=ids).order_by("pk")
    columns = ("organization_id", "kind", "latitude", "longitude", "municipality__latitude", "municipality__longitude")
    return places.values_list(*columns)


def _feature(longitude: float, latitude: float, properties: dict) -> dict:
    point = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "geometry": point, "properties": properties}
