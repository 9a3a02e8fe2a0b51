"""The packaged territory and its loading, the real one."""

import pytest

from essaim.territory.models import (
    Department,
    FormerMunicipality,
    Intermunicipality,
    Municipality,
    Outline,
    PostalCode,
    Region,
)
from essaim.territory.reference import load_territory, packaged_outlines, packaged_rows

CABBALR = "200072460"
pytestmark = pytest.mark.django_db


def load():
    return load_territory(intermunicipality_codes=[CABBALR])


def test_the_hundred_communes_of_one_agglomeration():
    loaded = load()
    assert (loaded.municipalities, loaded.intermunicipalities, loaded.departments) == (100, 1, 109)
    assert (loaded.postal_codes, loaded.former_municipalities, loaded.outlines) == (100, 3, 2)
    assert Intermunicipality.objects.get().population == 275_736
    noeux = Municipality.objects.get(folded_name="noeux les mines")
    assert (noeux.insee_code, noeux.siren, noeux.department_id) == ("62617", "216206177", "62")
    # domain.md gives 50.4749, 2.6626: half a hundred metres away at most.
    assert (noeux.latitude, noeux.longitude) == (pytest.approx(50.4749, abs=5e-4), pytest.approx(2.6626, abs=7e-4))
    assert list(noeux.postal_codes.values_list("code", flat=True)) == ["62290"]
    assert set(Outline.objects.values_list("kind", "code")) == {
        ("intermunicipality", CABBALR),
        ("department", "62"),
    }


def test_loading_again_changes_nothing_and_keeps_what_was_refreshed():
    load()
    Municipality.objects.filter(pk="62119").update(latitude=50.5, longitude=2.6, name="Bethune")
    Outline.objects.filter(code=CABBALR).update(geometry={"type": "Polygon", "coordinates": []})
    Municipality.objects.filter(pk="62178").update(latitude=None, longitude=None)
    PostalCode.objects.create(code="62999", municipality_id="62119")
    load()
    bethune = Municipality.objects.get(pk="62119")
    assert (bethune.name, bethune.latitude, bethune.longitude) == ("Béthune", 50.5, 2.6)
    assert Municipality.objects.get(pk="62178").latitude == pytest.approx(50.49, abs=0.01)
    assert Outline.objects.get(code=CABBALR).geometry["coordinates"] == []
    assert list(bethune.postal_codes.values_list("code", flat=True)) == ["62400"]
    assert (Municipality.objects.count(), PostalCode.objects.count(), Outline.objects.count()) == (100, 100, 2)


def test_an_unknown_intermunicipality_is_named():
    with pytest.raises(LookupError, match="123456789"):
        load_territory(intermunicipality_codes=["123456789", CABBALR])
    assert Region.objects.count() == 0


def test_the_whole_country():
    loaded = load_territory()
    assert (loaded.municipalities, loaded.intermunicipalities) == (34_969, 1_255)
    assert (loaded.regions, loaded.former_municipalities, loaded.postal_codes) == (26, 2_547, 35_493)
    without = Municipality.objects.filter(latitude__isnull=True)
    # The packaged places miss overseas collectivities and four communes of Cantal restored in 2025.
    assert without.exclude(insee_code__startswith="97").exclude(insee_code__startswith="98").count() == 4
    assert without.count() == 98
    assert FormerMunicipality.objects.get(pk="75114").municipality.name == "Paris"
    assert Municipality.objects.get(pk="97411").department.name == "La Réunion"


def test_a_commune_merged_since_gives_what_pointed_to_it_to_its_successor():
    calvados = Department(code="14", name="Calvados", region=Region.objects.create(code="28", name="Normandie"))
    calvados.save()
    old = Municipality.objects.create(insee_code="14376", name="Longraye", folded_name="longraye", department=calvados)
    PostalCode.objects.create(code="14250", municipality=old)
    FormerMunicipality.objects.create(insee_code="14000", name="Hier", folded_name="hier", municipality=old)
    lost = Municipality.objects.create(insee_code="14999", name="Sans suite", folded_name="x", department=calvados)
    assert load_territory().merged == 1
    assert not Municipality.objects.filter(pk=old.pk).exists()
    assert FormerMunicipality.objects.get(pk="14000").municipality_id == "14581"
    assert PostalCode.objects.filter(code="14250", municipality_id="14581").count() == 1
    assert Municipality.objects.filter(pk=lost.pk).exists()


def test_the_packaged_tables_agree_with_each_other():
    departments = {row["code"] for row in packaged_rows("departments")}
    epci = {row["siren"] for row in packaged_rows("intermunicipalities")}
    communes = list(packaged_rows("municipalities"))
    assert len({row["insee"] for row in communes}) == len(communes)
    assert {row["department"] for row in communes} <= departments
    assert {row["intermunicipality"] for row in communes} - {""} == epci
    assert {row["municipality"] for row in packaged_rows("former_municipalities")} <= {row["insee"] for row in communes}
    outlines = {(row["kind"], row["code"]) for row in packaged_outlines()}
    assert {code for kind, code in outlines if kind == "intermunicipality"} == epci
    assert len({code for kind, code in outlines if kind == "department"}) == 101
