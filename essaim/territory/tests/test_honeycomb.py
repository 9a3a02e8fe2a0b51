import random

import numpy as np
import pytest

from essaim.territory.geometry import KM_PER_DEGREE
from essaim.territory.honeycomb import _holes_and_islands, build_honeycomb
from essaim.territory.land import land_of
from essaim.territory.reference import packaged_outlines, packaged_rows


def communes(intermunicipality):
    return [
        (row["insee"], float(row["latitude"]), float(row["longitude"]))
        for row in packaged_rows("municipalities")
        if row["intermunicipality"] == intermunicipality and row["latitude"]
    ]


def outlines(*codes):
    return [row["geometry"] for row in packaged_outlines() if row["code"] in codes]


def shape_of(comb):
    return _holes_and_islands(set(comb.cells.values()))


@pytest.fixture(scope="module")
def bethune_bruay():
    return build_honeycomb(communes("200072460"), outlines("200072460"))


def test_the_hundred_communes_come_nearer_than_on_the_drawing_board(bethune_bruay):
    # The design's own map: mean shift 1.6 km, greatest 4.1, and no hole.
    assert len(bethune_bruay.cells) == len(set(bethune_bruay.cells.values())) == 100
    assert bethune_bruay.mean_shift_km < 1.5
    assert bethune_bruay.greatest_shift_km < 3.8
    assert 2.5 < bethune_bruay.cell_km < 3
    assert shape_of(bethune_bruay) == (0, 1)


def test_neighbours_keep_their_sides(bethune_bruay):
    column = {code: cell[0] for code, cell in bethune_bruay.cells.items()}
    row = {code: cell[1] for code, cell in bethune_bruay.cells.items()}
    assert column["62473"] < column["62119"] < column["62276"]  # Isbergues, Béthune, Douvrin: from west to east
    assert row["62770"] < row["62119"] < row["62178"] < row["62314"]  # Saint-Venant … Estrée-Cauchy: to the south


def test_cells_lie_on_the_grid_from_zero(bethune_bruay):
    columns = [column for column, _ in bethune_bruay.cells.values()]
    rows = [row for _, row in bethune_bruay.cells.values()]
    assert (min(columns), min(rows)) == (0, 0)
    # On one row, columns are all even or all odd, and the next row is the other way.
    assert len({(column + row) % 2 for column, row in bethune_bruay.cells.values()}) == 1


def test_the_same_communes_in_any_order_give_the_same_map():
    places = communes("242000354") + communes("241700434")
    shuffled = random.Random(7).sample(places, len(places))
    assert build_honeycomb(places) == build_honeycomb(shuffled)
    same = [(f"0000{i}", 50.5, 2.5) for i in range(5)]
    assert build_honeycomb(same[::-1]) == build_honeycomb(same)


def test_without_an_outline_the_map_is_as_compact():
    comb = build_honeycomb(communes("200072460"))
    assert comb.greatest_shift_km < 4.5
    holes, islands = shape_of(comb)
    assert holes <= 3
    assert islands == 1


def test_two_neighbouring_territories_leave_no_seam():
    both = communes("200072460") + communes("246200364")
    comb = build_honeycomb(both, outlines("200072460", "246200364"))
    assert len(set(comb.cells.values())) == len(both)
    assert shape_of(comb) == (0, 1)


def test_a_border_inside_the_territory_is_no_coast():
    def tile(west):
        ring = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
        return {"type": "Polygon", "coordinates": [ring]}

    origin = np.zeros(2)
    one, two = land_of([tile(0)], 111, origin), land_of([tile(0), tile(1.001)], 111, origin)
    near_the_border, far_outside = np.array([[110.0, -55.0]]), np.array([[-50.0, -55.0]])
    assert one.depth(near_the_border)[0] == pytest.approx(1)
    assert two.depth(near_the_border)[0] == pytest.approx(55, abs=1)
    assert two.depth(far_outside)[0] == pytest.approx(-50)
    assert two.area() == pytest.approx(2 * 111 * KM_PER_DEGREE, rel=0.02)


def test_an_outline_of_somewhere_else_is_not_followed():
    places = communes("241700434")
    assert build_honeycomb(places, outlines("200072460")) == build_honeycomb(places)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7])
def test_a_few_communes(size):
    places = communes("200072460")[:size]
    comb = build_honeycomb(places)
    assert sorted(comb.cells) == sorted(code for code, _, _ in places)
    assert len(set(comb.cells.values())) == size


def test_communes_at_one_point_or_on_one_line():
    same = [(f"0000{i}", 50.5, 2.5) for i in range(5)]
    assert len(set(build_honeycomb(same).cells.values())) == 5
    line = [(f"0000{i}", 50.5, 2.5 + i * 5 / KM_PER_DEGREE) for i in range(6)]
    columns = [build_honeycomb(line).cells[code][0] for code, _, _ in line]
    assert columns == sorted(columns)


def test_holes_and_islands_are_seen():
    ring = {(-2, 0), (2, 0), (-1, -1), (1, -1), (-1, 1), (1, 1)}
    assert _holes_and_islands(ring) == (1, 1)
    assert _holes_and_islands(ring | {(0, 0)}) == (0, 1)
    assert _holes_and_islands({(0, 0), (8, 0)}) == (0, 2)
