"""The map as it is drawn: places, names, links, words, weight."""

import re
from itertools import combinations

import pytest
from django.template import engines
from django.utils import translation

from essaim.territory.actions import compute_intermunicipality_honeycomb
from essaim.territory.drawing import LETTER, PHONE, WIDE, WIDTH, HexCell, draw, tint_of
from essaim.territory.queries import honeycomb_cells
from essaim.territory.reference import load_territory

KEY = "epci:200072460"
COUNTS = {"62119": 24, "62178": 17, "62617": 9, "62516": 8, "62048": 7, "62473": 5, "62126": 4, "62083": 3, "62023": 1}
CELLS = [
    HexCell("62119", "Béthune", 24_895, 2, 0),
    HexCell("62126", "Beuvry", 9_000, 4, 0),
    HexCell("62178", "Bruay-la-Buissière", 21_700, 1, 1),
    HexCell("62048", 'Rue <b> & "d\'en bas"', 100, 3, 1),
]


def render(cells, counts, **options):
    arguments = " ".join(f'{name}="{value}"' for name, value in options.items())
    source = "{% load territory %}{% honeycomb cells counts link='/annuaire/?q=&commune={code}' " + arguments + " %}"
    return engines["django"].from_string(source).render({"cells": cells, "counts": counts})


@pytest.mark.parametrize(("count", "tint"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (6, 3), (7, 4), (12, 4), (13, 5)])
def test_tints(count, tint):
    assert tint_of(count) == tint


def test_cells_with_structures_are_links_and_hollow_ones_are_named_images():
    html = render(CELLS, {"62119": 24, "62126": 1})
    assert '<a href="/annuaire/?q=&amp;commune=62119"><title>Béthune : 24 structures</title>' in html.replace(
        "\xa0", " "
    )
    assert "<title>Beuvry : 1 structure</title>" in html.replace("\xa0", " ")
    assert html.count('<g role="img"><title>') == 2
    assert "aucune structure" in html
    assert '<text class="n n-on"' in html
    assert "<b>" not in html


def test_the_map_can_be_skipped_and_read_as_a_list():
    html = render(CELLS, {"62119": 24}, key="map")
    assert '<a class="map-skip" href="#map-end">' in html
    assert 'id="map-end"' in html
    listing = html.split("<details")[1].replace("\xa0", " ")
    assert re.search(r'commune=62119">Béthune</a> <span class="num">24</span>', listing)
    assert "Beuvry, Bruay-la-Buissière, Rue &lt;b&gt;" in listing
    assert "<details" not in render(CELLS, {}, listing="")


def test_the_legend_tells_each_tint():
    html = render(CELLS, {})
    legend = re.search(r'<ul class="legend".*?</ul>', html, re.S)[0]
    assert re.findall(r'class="h(\d)"></i>([^<]+)', legend) == [
        ("1", "1"), ("2", "2–3"), ("3", "4–6"), ("4", "7–12"), ("5", "13 et plus"),
    ]  # fmt: skip


def test_it_speaks_english():
    with translation.override("en"):
        html = render(CELLS, {"62119": 2})
    assert "Béthune: 2 organizations" in html
    assert "13 and more" in html


def test_no_cell_no_map():
    assert render([], {}).strip() == ""
    assert draw([], {}).cells == []


@pytest.fixture
def hundred(db):
    load_territory(intermunicipality_codes=["200072460"])
    compute_intermunicipality_honeycomb(code="200072460")
    return honeycomb_cells(KEY)


def test_a_hundred_cells_stay_light(hundred):
    counts = {cell.insee_code: index % 4 for index, cell in enumerate(hundred)} | COUNTS
    assert len(render(hundred, counts, listing="").encode()) < 15_000
    assert len(render(hundred, counts).encode()) < 24_000


def test_names_of_towns_never_run_into_each_other(hundred):
    drawing = draw(hundred, COUNTS)
    names = [label.text for label in drawing.labels]
    assert names[:2] == ["Béthune", "Bruay"]
    assert len(names) >= 6
    for letters in (PHONE, WIDE):
        boxes = []
        for label in drawing.labels:
            width = len(label.text) * letters * LETTER
            x = float(label.x) - {"start": 0, "end": width, "": width / 2}[label.anchor]
            boxes.append((x, float(label.y) - 0.8 * letters, x + width, float(label.y) + 0.25 * letters))
        assert all(box[0] >= 0 and box[2] <= WIDTH for box in boxes)
        for a, b in combinations(boxes, 2):
            assert not (a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3])


def test_neighbours_touch_and_nobody_overlaps(hundred):
    drawing = draw(hundred, {})
    centres = [(float(cell.x), float(cell.y)) for cell in drawing.cells]
    nearest = min(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in combinations(centres, 2))
    width = max(float(point.split(",")[0]) for point in drawing.hexagon.split()) * 2
    assert width < nearest < width * 1.12
    assert all(width / 2 <= x <= WIDTH - width / 2 and 0 < y < drawing.height for x, y in centres)


def test_coordinates_are_whole_while_cells_are_wide():
    drawing = draw([HexCell(f"{i:05}", "Commune", 0, 2 * i, 0) for i in range(13)], {})
    assert all(cell.x.isdigit() for cell in drawing.cells)


def test_a_very_large_territory_names_its_hollow_cells_in_the_list_only():
    cells = [HexCell(f"{i:05}", f"Commune {i}", i, 2 * (i % 30) + (i // 30) % 2, i // 30) for i in range(900)]
    html = render(cells, {"00001": 5})
    assert html.count("<title>") == 1
    assert html.count("<use ") == 900
    assert "Commune 899" in html
    assert len(html.encode()) < 70_000


def test_reading_a_map_costs_two_queries(hundred, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(honeycomb_cells(KEY)) == 100
    with django_assert_num_queries(1):
        assert honeycomb_cells("epci:000000000") == []
