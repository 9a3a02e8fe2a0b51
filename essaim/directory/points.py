"""The detailed map: what a view of it shows. Near, one point for each place; from afar, groups in cells of a grid.

Grouping is done here, by commune, so that a browser never receives more than a few hundred points, however many
organizations there are.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from math import isfinite

from django.http import QueryDict

from essaim.clubs.models import Club
from essaim.organizations.enums import PlaceKind
from essaim.organizations.models import Place
from essaim.organizations.queries import listed_organizations
from essaim.search.port import search
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

    Two queries besides the search for groups; four for points.
    """
    request = criteria.changed(page=1).request(club_id=club.pk if club else None, per_page=1)
    counts = search(request).municipality_counts
    west, south, east, north = view.box
    rows = Municipality.objects.filter(latitude__range=(south, north), longitude__range=(west, east))
    seen = [
        (code, latitude, longitude, counts[code])
        for code, latitude, longitude in rows.values_list("pk", "latitude", "longitude")
        if code in counts
    ]
    if sum(count for *_rest, count in seen) > MOST_POINTS:
        return _groups(seen, view.zoom)
    if not seen:
        return []
    near = search(replace(request, municipalities=tuple(code for code, *_rest in seen), per_page=MOST_POINTS))
    return _places(near.ids)


def _groups(seen: list[tuple], zoom: int) -> list[dict]:
    """Communes gathered by cells of the grid, each group at the middle of its organizations."""
    size = 360 / 2**zoom * CELL / TILE
    cells: dict[tuple[int, int], list[tuple]] = defaultdict(list)
    for row in seen:
        _code, latitude, longitude, _count = row
        # A degree of latitude is about one and a half times as long on the screen at these latitudes.
        cells[int(longitude // size), int(latitude // (size / 1.5))].append(row)
    found = []
    for rows in cells.values():
        total = sum(count for *_rest, count in rows)
        latitude = sum(row[1] * row[3] for row in rows) / total
        longitude = sum(row[2] * row[3] for row in rows) / total
        bounds = [min(r[2] for r in rows), min(r[1] for r in rows), max(r[2] for r in rows), max(r[1] for r in rows)]
        found.append(_feature(longitude, latitude, {"count": total, "bounds": [round(v, 5) for v in bounds]}))
    return found


def _places(ids: list[int]) -> list[dict]:
    """Organizations by place: those of one address share a point."""
    rows = {row.pk: row for row in listed_organizations().filter(pk__in=ids).only("name", "slug")}
    places = Place.objects.filter(organization__in=rows).select_related("municipality").order_by("pk")
    at: dict[int, tuple[float, float]] = {}
    for place in sorted(places, key=lambda one: one.kind == PlaceKind.HEAD_OFFICE):
        latitude, longitude, commune = place.latitude, place.longitude, place.municipality
        if (latitude is None or longitude is None) and commune:
            latitude, longitude = commune.latitude, commune.longitude
        if latitude is not None and longitude is not None:
            at[place.organization_id] = (round(longitude, 5), round(latitude, 5))
    stacks: dict[tuple[float, float], list[dict]] = defaultdict(list)
    for pk in ids:
        if pk in at:
            stacks[at[pk]].append({"name": rows[pk].name, "url": rows[pk].get_absolute_url()})
    return [_feature(longitude, latitude, {"items": items}) for (longitude, latitude), items in stacks.items()]


def _feature(longitude: float, latitude: float, properties: dict) -> dict:
    point = {"type": "Point", "coordinates": [round(longitude, 5), round(latitude, 5)]}
    return {"type": "Feature", "geometry": point, "properties": properties}
