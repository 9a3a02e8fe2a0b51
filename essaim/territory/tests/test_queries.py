import pytest

from essaim.territory.finder import Found, How
from essaim.territory.queries import (
    municipalities_within,
    municipality_finder,
    outlines_of,
    stored_honeycomb,
    suggest_municipalities,
)
from essaim.territory.reference import load_territory


@pytest.fixture
def _communes(db):
    load_territory(intermunicipality_codes=["200072460", "200069037"])  # Béthune-Bruay, Pays de Saint-Omer


pytestmark = pytest.mark.usefixtures("_communes")


def names(rows):
    return [row.name for row in rows]


def test_suggestions(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names(suggest_municipalities("noeux")) == ["Nœux-les-Mines"]
    assert names(suggest_municipalities("Bé"))[:2] == ["Béthune", "Beuvry"]
    assert names(suggest_municipalities("st v")) == ["Saint-Venant"]
    assert names(suggest_municipalities("mines"))[0] == "Nœux-les-Mines"
    assert suggest_municipalities("beuvry")[0].department.name == "Pas-de-Calais"
    assert len(suggest_municipalities("a", limit=3)) == 3


def test_suggestions_put_the_beginning_of_the_name_first():
    rows = names(suggest_municipalities("saint", limit=100))
    begins = [name.startswith("Saint") for name in rows]
    assert begins == sorted(begins, reverse=True)
    assert rows[0] == "Saint-Omer"


def test_suggestions_by_postal_code(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert names(suggest_municipalities("62290")) == ["Nœux-les-Mines"]
    assert names(suggest_municipalities("6240"))[0] == "Béthune"
    assert suggest_municipalities("") == suggest_municipalities("  ") == []
    assert suggest_municipalities("beuvry", department="59") == []


def test_within_a_radius(django_assert_num_queries):
    with django_assert_num_queries(1):
        rows = municipalities_within(50.529, 2.643, 5)
    assert [row.name for row, _ in rows[:3]] == ["Béthune", "Annezin", "Essars"]
    assert [away for _, away in rows] == sorted(away for _, away in rows)
    assert all(away <= 5 for _, away in rows)
    assert municipalities_within(0, 0, 100) == []


def test_the_finder_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(4):
        finder = municipality_finder()
    assert finder.find("NOEUX LES MINES").place.insee_code == "62617"
    assert finder.find(name="Béthune", department="pas de calais") == Found(finder.get("62119"), How.NAME)
    assert finder.get("62119").postal_codes == ("62400",)
    assert finder.get("62119").intermunicipality == "200072460"


def test_outlines_and_maps_that_are_not_there():
    assert list(outlines_of("intermunicipality", ["200072460", "1"])) == ["200072460"]
    assert stored_honeycomb("epci:200072460") is None
