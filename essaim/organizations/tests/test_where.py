"""Places as people write them."""

import pytest

from essaim.organizations import actions, where
from essaim.territory.models import FormerMunicipality, HexagonalMap

from .factories import make_municipality, make_organization, make_place

pytestmark = pytest.mark.django_db


def test_a_commune_by_its_name_and_postal_code():
    here = make_municipality("62770", "Saint-Venant")
    here.postal_codes.create(code="62350")
    elsewhere = make_municipality("59999", "Saint-Venant")
    assert where.municipalities_named("ST VENANT", "62350") == [here]
    assert set(where.municipalities_named("Saint Venant")) == {here, elsewhere}
    # A wrong postal code still tells the department.
    assert where.municipalities_named("saint-venant", "62000") == [here]


def test_a_former_commune_gives_the_one_it_is_in():
    isbergues = make_municipality("62473", "Isbergues")
    FormerMunicipality.objects.create(
        insee_code="62054", name="Molinghem", folded_name="molinghem", municipality=isbergues
    )
    assert where.municipalities_named("Molinghem") == [isbergues]


@pytest.mark.parametrize(
    ("written", "kind", "code"),
    [
        ("Hauts-de-France", "region", "32"), ("pas de calais", "department", "62"),
        ("CA de Béthune-Bruay, Artois-Lys Romane", "intermunicipality", "200072460"),
        ("béthune", "municipality", "62119"), ("Béthune (62)", "municipality", "62119"),
    ],
)  # fmt: skip
def test_a_territory_by_its_name(written, kind, code):
    make_municipality()
    assert [(area.kind, area.code) for area in where.areas_named(written)] == [(kind, code)]


@pytest.mark.parametrize("written", ["", "Atlantide", "Béthune (59)"])
def test_what_is_nowhere(written):
    make_municipality()
    assert where.areas_named(written) == []


def test_the_map_of_where_it_works():
    home, near, far = make_municipality(), make_municipality("62516", "Lillers"), make_municipality("62617", "Nœux")
    HexagonalMap.objects.create(
        key="epci:200072460", cells={"62119": [0, 0], "62516": [2, 0], "62617": [1, 1]}, cell_km=2.7, mean_shift_km=1,
        greatest_shift_km=2, computed_at="2026-11-22T00:00:00Z",
    )  # fmt: skip
    organization = make_organization()
    head = make_place(organization, home)
    areas = [("municipality", near.pk)]
    drawn = where.served_map(organization, head, areas)
    tints = {cell.cell.insee_code: cell.tint for cell in drawn.drawing.cells}
    assert tints == {home.pk: 5, near.pk: 3, far.pk: 0}
    assert drawn.words == "À Béthune et dans 1 autre commune autour."
    everywhere = where.served_map(organization, head, [("department", "62")])
    assert [cell.tint for cell in everywhere.drawing.cells].count(3) == 2
    assert where.served_map(organization, None, areas) is None


def test_what_was_written_is_read_back():
    organization = make_organization()
    make_place(organization)
    make_municipality("59350", "Lille", department=make_municipality().department)
    areas = [("municipality", "59350"), ("municipality", "62119"), ("country", "FR"), ("region", "32")]
    actions.set_served_areas(organization=organization, areas=areas)
    choices = where.area_choices(organization)
    read = [tuple(value.split(":")) for value in choices.initial["wide"]]
    read += [("municipality", code) for code in choices.initial["municipalities"]]
    for line in choices.initial["others"]:
        read += [(area.kind, area.code) for area in where.areas_named(line)]
    assert set(read) == set(areas)
