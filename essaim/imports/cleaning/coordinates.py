"""Coordinates as files give them: degrees, degrees the wrong way round, or Lambert-93 metres."""

from math import atan, atan2, exp, log, pi, sin, sqrt, tan

# Lambert-93 (EPSG:2154) on GRS 80, after IGN's note NT/G 71: constants of the projection.
_E = 0.08181919104281579
_N = 0.7256077650532670
_C = 11754255.4261
_XS, _YS = 700000.0, 12655612.049876
_LON0 = 3 * pi / 180


def from_lambert93(x: float, y: float) -> tuple[float, float]:
    """Return (latitude, longitude) in degrees of a point in metres."""
    radius = sqrt((x - _XS) ** 2 + (y - _YS) ** 2)
    longitude = _LON0 + atan2(x - _XS, _YS - y) / _N
    isometric = -log(radius / _C) / _N
    latitude = 2 * atan(exp(isometric)) - pi / 2
    for _step in range(6):
        sine = _E * sin(latitude)
        latitude = 2 * atan(((1 + sine) / (1 - sine)) ** (_E / 2) * exp(isometric)) - pi / 2
    return latitude * 180 / pi, longitude * 180 / pi


def to_lambert93(latitude: float, longitude: float) -> tuple[float, float]:
    """Return (x, y) in metres of a point in degrees."""
    phi = latitude * pi / 180
    sine = _E * sin(phi)
    isometric = log(tan(pi / 4 + phi / 2) * ((1 - sine) / (1 + sine)) ** (_E / 2))
    radius = _C * exp(-_N * isometric)
    angle = _N * (longitude * pi / 180 - _LON0)
    return _XS + radius * sin(angle), _YS - radius * _cosine(angle)


def _cosine(angle: float) -> float:
    return sin(angle + pi / 2)


def _metropolitan(latitude: float, longitude: float) -> bool:
    return 41 <= latitude <= 51.6 and -5.6 <= longitude <= 9.9


def read_point(first: float | None, second: float | None, *, axes: bool) -> tuple[float | None, float | None]:
    """Return (latitude, longitude), rounded to a decimetre, or (None, None) when the pair is no place.

    `axes`: the pair is (x, y) rather than (latitude, longitude). Their order is read from the values when it can be:
    producers swap them (mainland France: 41 to 51.6 north, 5.6 west to 9.9 east, which do not overlap).
    """
    if first is None or second is None or (first == 0 and second == 0):
        return None, None
    if 100_000 <= first <= 1_300_000 and 6_000_000 <= second <= 7_200_000:
        first, second = from_lambert93(first, second)
    elif 100_000 <= second <= 1_300_000 and 6_000_000 <= first <= 7_200_000:
        first, second = from_lambert93(second, first)
    elif _metropolitan(second, first):
        first, second = second, first
    elif axes and not _metropolitan(first, second):
        first, second = second, first  # x is the longitude
    if abs(first) > 90 or abs(second) > 180:
        return None, None
    return round(first, 6), round(second, 6)
