"""Plain geometry on the globe, without Django: distances, outlines, centroids.

Outlines are GeoJSON geometries (`Polygon` or `MultiPolygon`), coordinates in degrees, longitude first. Points that
functions take and give are (latitude, longitude), as people say them. Kilometres everywhere.
"""

import itertools
from collections.abc import Iterable, Iterator
from math import asin, cos, degrees, hypot, isfinite, pi, radians, sin, sqrt
from typing import Any

EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
KM_PER_DEGREE = EARTH_RADIUS_KM * pi / 180

Geometry = dict[str, Any]
Ring = list[tuple[float, float]]


def distance_km(latitude_a: float, longitude_a: float, latitude_b: float, longitude_b: float) -> float:
    """Great-circle distance in kilometres (haversine formula)."""
    phi_a, phi_b = radians(latitude_a), radians(latitude_b)
    half = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(longitude_b - longitude_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def bounding_box(latitude: float, longitude: float, radius_km: float) -> tuple[float, float, float, float]:
    """Return (south, west, north, east) in degrees: every point within the radius is inside.

    A box that reaches a pole or the antimeridian takes every longitude, rather than forget the other side.
    """
    reach = degrees(radius_km / EARTH_RADIUS_KM)
    south, north = latitude - reach, latitude + reach
    if south <= -90 or north >= 90:
        return max(south, -90.0), -180.0, min(north, 90.0), 180.0
    width = degrees(asin(min(1.0, sin(radians(reach)) / cos(radians(latitude)))))
    west, east = longitude - width, longitude + width
    if west < -180 or east > 180:
        return south, -180.0, north, 180.0
    return south, west, north, east


def check_geometry(geometry: object) -> Geometry:
    """Return the geometry when it is a usable outline; raise ValueError (a reason in English) when it is not."""
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError("not a polygon")
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    if not isinstance(polygons, list) or not polygons:
        raise ValueError("no coordinates")
    for polygon in polygons:
        if not isinstance(polygon, list) or not polygon:
            raise ValueError("empty polygon")
        for ring in polygon:
            if not isinstance(ring, list) or len(ring) < 4:
                raise ValueError("ring of fewer than four points")
            for point in ring:
                if not isinstance(point, list | tuple) or len(point) < 2 or not _is_position(point[0], point[1]):
                    raise ValueError("position out of the globe")
    return geometry


def _is_position(longitude: object, latitude: object) -> bool:
    for value, limit in ((longitude, 180), (latitude, 90)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value) or abs(value) > limit:
            return False
    return True


def polygons_of(geometry: Geometry) -> list[list[Ring]]:
    """The polygons of an outline, each a list of rings (the first is the outer one) of (longitude, latitude)."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[[(point[0], point[1]) for point in ring] for ring in polygon] for polygon in polygons]


def signed_area(ring: Ring) -> float:
    """Area of a closed ring in square degrees, positive when it turns counter-clockwise."""
    # Computed from the first point: small shapes far from the origin keep their digits.
    x0, y0 = ring[0]
    turns = itertools.pairwise(ring)
    return sum((xa - x0) * (yb - y0) - (xb - x0) * (ya - y0) for (xa, ya), (xb, yb) in turns) / 2


def centroid(geometry: Geometry) -> tuple[float, float]:
    """Area-weighted centre of an outline, holes taken out: (latitude, longitude) in degrees.

    On the extent of a commune the error of the flat plane is a few metres.
    """
    total = sum_x = sum_y = 0.0
    points: Ring = []
    for polygon in polygons_of(geometry):
        for position, ring in enumerate(polygon):
            points += ring
            x0, y0 = ring[0]
            area = moment_x = moment_y = 0.0
            for (xa, ya), (xb, yb) in itertools.pairwise(ring):
                cross = (xa - x0) * (yb - y0) - (xb - x0) * (ya - y0)
                area += cross / 2
                moment_x += (xa + xb - 2 * x0) * cross / 6
                moment_y += (ya + yb - 2 * y0) * cross / 6
            sign = (1 if area >= 0 else -1) * (1 if position == 0 else -1)
            total += sign * area
            sum_x += sign * (moment_x + x0 * area)
            sum_y += sign * (moment_y + y0 * area)
    if total <= 0:  # a flat outline: the middle of its points
        return sum(y for _, y in points) / len(points), sum(x for x, _ in points) / len(points)
    return sum_y / total, sum_x / total


def contains(geometry: Geometry, latitude: float, longitude: float) -> bool:
    """Whether the point lies inside the outline (even-odd rule)."""
    inside = False
    for polygon in polygons_of(geometry):
        for ring in polygon:
            for (xa, ya), (xb, yb) in itertools.pairwise(ring):
                if (ya > latitude) != (yb > latitude):
                    at = xa + (latitude - ya) * (xb - xa) / (yb - ya)
                    inside ^= longitude < at
    return inside


def simplify(geometry: Geometry, tolerance_km: float = 0.1, digits: int = 4) -> Geometry:
    """Return a lighter outline: no point further than the tolerance from it, rounded, specks of land taken out.

    The largest ring always stays, so a small island keeps a shape.
    """
    kept: list[tuple[float, list[Ring]]] = []
    speck = (2 * tolerance_km / KM_PER_DEGREE) ** 2
    for polygon in polygons_of(geometry):
        rings: list[Ring] = []
        size = abs(signed_area(polygon[0]))
        for position, ring in enumerate(polygon):
            thin = _simplify_ring(ring, tolerance_km, digits)
            if position == 0:
                rings = [thin if len(thin) >= 4 else [(round(x, digits), round(y, digits)) for x, y in ring]]
            elif len(thin) >= 4 and abs(signed_area(ring)) > speck:
                rings.append(thin)
        kept.append((size, rings))
    largest = max(size for size, _ in kept)
    polygons = [rings for size, rings in kept if size == largest or size > speck]
    lists = [[[list(point) for point in ring] for ring in rings] for rings in polygons]
    if len(lists) == 1:
        return {"type": "Polygon", "coordinates": lists[0]}
    return {"type": "MultiPolygon", "coordinates": lists}


def _simplify_ring(ring: Ring, tolerance_km: float, digits: int) -> Ring:
    """Douglas–Peucker on a closed ring, in local kilometres; iterative, since a coast can hold 10,000 points."""
    scale = KM_PER_DEGREE * cos(radians(ring[0][1]))
    flat = [(x * scale, y * KM_PER_DEGREE) for x, y in ring]
    # A closed ring has no two ends: it is cut at its first point and at the one furthest from it.
    far = max(range(len(flat)), key=lambda i: hypot(flat[i][0] - flat[0][0], flat[i][1] - flat[0][1]))
    keep = {0, far, len(flat) - 1}
    stack = [(0, far), (far, len(flat) - 1)]
    while stack:
        start, end = stack.pop()
        (xa, ya), (xb, yb) = flat[start], flat[end]
        dx, dy = xb - xa, yb - ya
        length = hypot(dx, dy)
        worst, index = tolerance_km, 0
        for i in range(start + 1, end):
            x, y = flat[i][0] - xa, flat[i][1] - ya
            away = abs(dx * y - dy * x) / length if length else hypot(x, y)
            if away > worst:
                worst, index = away, i
        if index:
            keep.add(index)
            stack += [(start, index), (index, end)]
    points: Ring = []
    for i in sorted(keep):
        point = (round(ring[i][0], digits), round(ring[i][1], digits))
        if not points or points[-1] != point:
            points.append(point)
    return points


def dissolve(geometries: Iterable[Geometry]) -> Geometry:
    """Join outlines that share their borders exactly, point for point: the inner borders go.

    Raises ValueError when nothing is left (no outline given).
    """
    edges: dict[tuple[tuple[float, float], tuple[float, float]], None] = {}
    for geometry in geometries:
        for start, end in _directed_edges(geometry):
            if (end, start) in edges:
                del edges[end, start]
            else:
                edges[start, end] = None
    following: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    rings: list[Ring] = []
    for first in following:
        while following[first]:
            ring = [first]
            while following.get(ring[-1]):
                ring.append(following[ring[-1]].pop())
            if len(ring) >= 4 and ring[0] == ring[-1]:
                rings.append(ring)
    if not rings:
        raise ValueError("no outline")
    outer = [[ring] for ring in rings if signed_area(ring) > 0]
    outer.sort(key=lambda polygon: (-signed_area(polygon[0]), polygon[0]))
    for hole in (ring for ring in rings if signed_area(ring) <= 0):
        # The smallest land around the hole owns it.
        for polygon in reversed(outer):
            if contains({"type": "Polygon", "coordinates": [polygon[0]]}, hole[0][1], hole[0][0]):
                polygon.append(hole)
                break
    lists = [[[list(point) for point in ring] for ring in polygon] for polygon in outer]
    return {"type": "MultiPolygon", "coordinates": lists}


def _directed_edges(geometry: Geometry) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Edges with the land on their left, so that two neighbours run along a shared border in opposite directions."""
    for polygon in polygons_of(geometry):
        for position, ring in enumerate(polygon):
            if (signed_area(ring) > 0) != (position == 0):
                ring = ring[::-1]
            yield from itertools.pairwise(ring)
