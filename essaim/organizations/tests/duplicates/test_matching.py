"""The same body under two names, or two bodies of one name: invented pairs, and the rules one by one."""

import csv
from pathlib import Path

import pytest

from essaim.organizations.duplicates.matching import PROBABLE, SAME, Reason, compare, explain, make_record
from essaim.organizations.duplicates.names import is_acronym_of, read_name, stem
from essaim.organizations.duplicates.places import Apart, Whereabouts, apart, read_place
from essaim.territory.finder import MunicipalityFinder, Place

PAIRS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").open(encoding="utf-8")))

NORTH = [
    ("62119", "Béthune", "62", 50.529, 2.643, "62400"), ("62498", "Lens", "62", 50.429, 2.832, "62300"),
    ("62048", "Auchel", "62", 50.507, 2.474, "62260"), ("62516", "Lillers", "62", 50.562, 2.482, "62190"),
    ("62457", "Houdain", "62", 50.451, 2.536, "62150"), ("62083", "Barlin", "62", 50.457, 2.617, "62620"),
    ("62310", "Essars", "62", 50.548, 2.667, "62400"), ("62041", "Arras", "62", 50.291, 2.777, "62000"),
    ("59350", "Lille", "59", 50.637, 3.063, "59000"), ("80021", "Amiens", "80", 49.894, 2.296, "80000"),
]  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> MunicipalityFinder:
    places = [Place(code, name, dep, "", 1000, y, x, (postal,)) for code, name, dep, y, x, postal in NORTH]
    return MunicipalityFinder(places, departments={"pas de calais": "62", "nord": "59", "somme": "80"})


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['name_a']} / {pair['name_b']}")
@pytest.mark.parametrize("known_territory", [True, False], ids=["territory", "words"])
def test_invented_pairs(pair, known_territory, finder):
    records = [
        make_record(
            pair[f"name_{side}"],
            place=read_place(pair[f"place_{side}"], finder=finder if known_territory else None),
            siren=pair[f"siren_{side}"],
        )
        for side in "ab"
    ]
    verdict = compare(*records)
    assert verdict.probable == (pair["same"] == "1"), (verdict.score, verdict.reasons)
    assert compare(*reversed(records)).probable == verdict.probable


def score(name_a, name_b, **more) -> float:
    place = Whereabouts("62119", "62400", "62", "bethune")
    return compare(make_record(name_a, place=place), make_record(name_b, place=place, **more)).score


def test_the_same_number_is_the_same_body_whatever_the_names():
    a = make_record("Un nom", siren="404 833 048")
    assert compare(a, make_record("Autre chose", siren="404833048")).score >= SAME
    assert compare(a, make_record("Autre chose", siret="40483304800022")).score >= SAME
    rna = make_record("Un nom", rna="w622001234")
    assert compare(rna, make_record("Autre", rna="W622001234")).reasons[0] == Reason.SAME_RNA


def test_two_true_numbers_are_two_bodies_but_a_false_one_says_nothing():
    same_name = "Régie du Mont Liébaut"
    true, other, false = "404833048", "732829320", "404833049"
    place = Whereabouts("62119", "62400", "62", "bethune")
    record = make_record(same_name, place=place, siren=true)
    apart_ = compare(record, make_record(same_name, place=place, siren=other))
    assert apart_.score < PROBABLE
    assert Reason.OTHER_SIREN in apart_.reasons
    slip = compare(record, make_record(same_name, place=place, siren=false))
    assert slip.score >= SAME
    assert Reason.SIREN_TYPO in slip.reasons


def test_a_rare_word_weighs_more_than_a_common_one():
    assert score("Association Korrigan", "Club Korrigan") > score("Association Korrigan", "Association Farfadet")
    assert score("Korrigan solidarité", "Korrigan") >= PROBABLE > score("Korrigan solidarité", "Solidarité")


def test_reasons_are_sentences():
    place = Whereabouts("62119", "62400", "62", "bethune")
    verdict = compare(make_record("MJC Étoile", place=place), make_record("M.J.C. Etoile", place=place))
    assert explain(verdict.reasons) == ["Même nom.", "Même commune."]
    spelled = compare(make_record("MJC Étoile"), make_record("Maison des jeunes et de la culture Étoile"))
    assert spelled.sentences[0] == "Même nom à un sigle près."
    assert explain(["inconnue"]) == []


def test_an_empty_name_matches_nothing():
    assert compare(make_record(""), make_record("")).score == 0
    assert compare(make_record("« — »"), make_record("Étoile")).score == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.D.M.R. Étoile", "admr etoile"), ("A D M R Étoile", "ADMR Étoile"), ("St-Vaast", "Saint Vaast"),
        ("Les amis d'ici & d'ailleurs", "AMI ICI ET AILLEURS"), ("Familles rurales", "Famille rurale"),
        ("Foyer Jean XXIII", "Foyer Jean 23"), ("Centre social", "C.S."),
    ],
)  # fmt: skip
def test_written_otherwise_read_alike(one, other):
    assert read_name(one).stems == read_name(other).stems


def test_stems():
    assert [stem(word) for word in ("rurales", "ruraux", "sociale", "amis", "012", "jeux")] == [
        "rural", "rural", "social", "ami", "12", "jeu",
    ]  # fmt: skip


def test_acronyms():
    assert is_acronym_of("udaf", ("union", "departemental", "association", "familial")) == 1
    assert is_acronym_of("cemea", ("centre", "methode", "education", "active")) > 0
    assert is_acronym_of("xyz", ("union", "departemental")) == 0
    assert is_acronym_of("1901", ("loi",)) == 0


def test_places(finder):
    bethune = read_place("62400 Béthune", finder=finder)
    assert bethune.insee == "62119"
    assert apart(bethune, read_place("BETHUNE CEDEX", finder=finder)) == Apart.SAME
    assert apart(bethune, read_place("Essars (62)", finder=finder)) == Apart.NEAR
    assert apart(bethune, read_place("Arras", finder=finder)) == Apart.DEPARTMENT
    assert apart(bethune, read_place("Lille", finder=finder)) == Apart.FAR
    assert apart(bethune, read_place("Pas-de-Calais", finder=finder)) == Apart.UNKNOWN_IN_DEPARTMENT
    assert apart(bethune, read_place("62", finder=finder)) == Apart.UNKNOWN_IN_DEPARTMENT
    assert apart(bethune, read_place("", finder=finder)) == Apart.UNKNOWN
    assert apart(read_place("62 BETHUNE"), read_place("Bethune")) == Apart.SAME
    assert apart(read_place("2A004"), read_place("20000 Ajaccio")) != Apart.FAR
    assert apart(read_place("97 SAINT PIERRE"), read_place("97410 St-Pierre")) == Apart.SAME
