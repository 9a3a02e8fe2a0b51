"""The bulk finder, on rows of the database."""

import pytest

from essaim.kernel.text import fold
from essaim.organizations.duplicates.finding import Candidate, DuplicateIndex, find_probable
from essaim.organizations.models import Organization, OtherName, Place
from essaim.territory.models import Department, Municipality, PostalCode, Region


@pytest.fixture
def towns(db):
    region = Region.objects.create(code="32", name="Hauts-de-France")
    department = Department.objects.create(code="62", name="Pas-de-Calais", region=region)
    for code, name, postal in (("62119", "Béthune", "62400"), ("62498", "Lens", "62300"), ("62048", "Auchel", "62260")):
        town = Municipality.objects.create(
            insee_code=code, name=name, folded_name=fold(name), department=department, latitude=50.5, longitude=2.6
        )
        PostalCode.objects.create(code=postal, municipality=town)


def organization(name: str, insee: str = "", other: str = "", **fields) -> Organization:
    made = Organization.objects.create(name=name, folded_name=fold(name), slug="structure", **fields)
    if insee:
        Place.objects.create(organization=made, municipality_id=insee)
    if other:
        OtherName.objects.create(organization=made, name=other, folded_name=fold(other))
    return made


def found(*candidates: Candidate, **options) -> list[tuple]:
    index = DuplicateIndex.from_database()
    return [(match.candidate_key, match.organization_id) for match in find_probable(candidates, index, **options)]


def test_finds_what_is_written_otherwise(towns):
    mjc = organization("Maison des jeunes et de la culture Étoile", "62119")
    organization("MJC Étoile", "62498")
    organization("École de danse Étoile", "62119")
    assert found(
        Candidate("row 2", "M.J.C. ETOILE", postal="62400", city="BETHUNE"),
        Candidate("row 3", "Théâtre du Héron", insee="62119"),
    ) == [("row 2", mjc.pk)]


@pytest.mark.parametrize(
    "name",
    [
        "Compagnie du Héron cendré",
        "Cie Heron Cendre",
        "Compagnie du Éron cendré",
        "CHC Héron",
        "compagnie héron cendrée",
    ],
)
def test_the_blocks_let_no_spelling_through(towns, name):
    heron = organization("Compagnie du Héron cendré", "62048")
    assert found(Candidate(1, name, insee="62048")) == [(1, heron.pk)]


def test_finds_by_initials_and_by_other_names(towns):
    long = organization("Association pour le soutien aux familles isolées de l'Artois", "62119")
    named = organization("Korrigan", "62048", other="Le Farfadet du bassin")
    assert found(
        Candidate("initials", "ASFIA", insee="62119"), Candidate("other", "Farfadet du Bassin", insee="62048")
    ) == [("initials", long.pk), ("other", named.pk)]


def test_finds_by_number_across_the_country(towns):
    numbered = organization("Korrigan", "62048", siren="404833048", rna="W622001234")
    assert found(
        Candidate("siret", "Tout autre nom", siret="40483304800022"),
        Candidate("rna", "Un autre encore", rna="W622001234"),
    ) == [("siret", numbered.pk), ("rna", numbered.pk)]


def test_common_words_are_looked_for_in_the_commune_only(towns):
    lens = organization("Centre social", "62498")
    organization("Centre social", "62119")
    assert found(Candidate(1, "CENTRE SOCIAL", insee="62498")) == [(1, lens.pk)]


def test_without_place_a_telling_name_is_enough(towns):
    organization("Centre social", "62119")
    rare = organization("Les Korrigans farfelus", "62119")
    assert found(Candidate(1, "Centre social"), Candidate(2, "Korrigans farfelus")) == [(2, rare.pk)]


def test_merged_ones_are_not_found_and_the_surest_comes_first(towns):
    kept = organization("Fil et Terril", "62498")
    organization("Fil et Terril", "62498", merged_into=kept)
    longer = organization("Fil et Terril production", "62498")
    assert found(Candidate(1, "Fil & Terril", insee="62498")) == [(1, kept.pk), (1, longer.pk)]
    assert found(Candidate(1, "Fil & Terril", insee="62498"), limit=1) == [(1, kept.pk)]


def test_says_why(towns):
    organization("Fil et Terril", "62498")
    [match] = find_probable([Candidate(1, "Fil & Terril", insee="62498")], DuplicateIndex.from_database())
    assert match.sentences == ["Même nom.", "Même commune."]


def test_an_empty_index_finds_nothing(db):
    assert found(Candidate(1, "Fil & Terril")) == []


def test_building_the_index_costs_the_same_queries_for_1_and_for_30(towns, django_assert_num_queries):
    for number in range(30):
        organization(f"Korrigan {number}", "62119", other=f"Farfadet {number}")
    with django_assert_num_queries(7):
        DuplicateIndex.from_database()
