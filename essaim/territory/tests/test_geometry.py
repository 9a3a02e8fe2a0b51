from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.territory.geometry import (
    bounding_box,
    centroid,
    check_geometry,
    contains,
    dissolve,
    distance_km,
    polygons_of,
    signed_area,
    simplify,
)


def square(west, south, size=1.0):
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": [*rings]}


def test_distance_between_known_towns():
    # Béthune and Bruay-la-Buissière: 7.8 km as the crow flies.
    assert distance_km(50.529, 2.643, 50.4897, 2.5523) == pytest.approx(7.77, abs=0.05)
    assert distance_km(48.8566, 2.3522, 50.6292, 3.0573) == pytest.approx(203.5, abs=1)
    assert distance_km(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(0.1, 300), st.floats(-1, 1), st.floats(-1, 1))
def test_the_box_holds_the_circle(latitude, longitude, radius, a, b):
    south, west, north, east = bounding_box(latitude, longitude, radius)
    other = latitude + a * radius / 111, longitude + b * radius / 20
    if abs(other[0]) <= 90 and abs(other[1]) <= 180 and distance_km(latitude, longitude, *other) <= radius:
        assert south - 1e-9 <= other[0] <= north + 1e-9
        assert west - 1e-9 <= other[1] <= east + 1e-9


def test_a_box_at_the_edge_of_the_map_forgets_nobody():
    assert bounding_box(89.9, 0, 50)[1::2] == (-180, 180)
    assert bounding_box(-17, 179.9, 50)[1::2] == (-180, 180)


def test_centroid_takes_out_holes_and_weighs_by_area():
    assert centroid(polygon(square(2, 50))) == pytest.approx((50.5, 2.5))
    assert centroid(polygon(square(0, 0, 4), square(2, 0, 2))) == pytest.approx((14 / 6, 10 / 6))
    two = {"type": "MultiPolygon", "coordinates": [[square(0, 0, 2)], [square(10, 0, 1)]]}
    assert centroid(two) == pytest.approx(((4 * 1 + 0.5) / 5, (4 * 1 + 10.5) / 5))
    assert centroid(polygon(square(2, 50)[::-1])) == pytest.approx((50.5, 2.5))


def test_centroid_of_a_flat_outline_is_its_middle():
    assert centroid(polygon([[0, 0], [2, 0], [2, 0], [0, 0]])) == pytest.approx((0, 1))


def test_contains():
    ring = polygon(square(0, 0, 4), square(1, 1, 2))
    assert contains(ring, 0.5, 0.5)
    assert not contains(ring, 2, 2)
    assert not contains(ring, 5, 5)


def test_simplify_keeps_the_shape_and_takes_specks_out():
    wavy = [[i / 100, 50 + (i % 2) * 1e-5] for i in range(101)] + [[1, 51], [0, 51], [0, 50]]
    speck = square(5, 50, 0.0001)
    light = simplify({"type": "MultiPolygon", "coordinates": [[wavy], [speck]]}, 0.1)
    assert light["type"] == "Polygon"
    assert len(light["coordinates"][0]) <= 6
    assert centroid(light) == pytest.approx((50.5, 0.5), abs=1e-3)


def test_simplify_never_loses_a_small_island():
    island = polygon(square(2, 50, 0.0004))
    assert simplify(island, 1.0)["coordinates"] == island["coordinates"]


def test_dissolve_joins_neighbours_and_keeps_the_lake():
    tiles = [polygon(square(x, y)) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    tiles[0] = polygon(square(0, 0)[::-1])  # whichever way it turns
    joined = dissolve(tiles)
    assert [len(rings) for rings in polygons_of(joined)] == [2]
    outer, hole = polygons_of(joined)[0]
    assert (signed_area(outer), signed_area(hole)) == (9, -1)
    assert contains(joined, 0.5, 0.5)
    assert not contains(joined, 1.5, 1.5)


def test_dissolve_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no outline"):
        dissolve([])


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        {"type": "Point", "coordinates": [2, 50]},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [inf, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, nan], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [650_000, 7_000_000], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, "1"], [1, 0], [0, 0]]]},
        {"type": "MultiPolygon", "coordinates": [[square(0, 0)], "x"]},
    ],
)
def test_wrong_geometries_are_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        check_geometry(wrong)
