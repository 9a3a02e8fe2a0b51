"""Cells as spreadsheets leave them."""

from datetime import date

import pytest

from essaim.imports.cleaning.address import split_address, street_key
from essaim.imports.cleaning.coordinates import from_lambert93, read_point, to_lambert93
from essaim.imports.cleaning.numbers import Number, read_number
from essaim.imports.cleaning.statuses import read_statuses
from essaim.imports.cleaning.text import read_date, read_headcount, read_phone, read_url
from essaim.imports.columns import from_mapping, guess_columns, signature, to_mapping


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("73282932000074", Number("732829320", "73282932000074")),
        ("732 829 320 00074", Number("732829320", "73282932000074")),
        ("732829320.0", Number("732829320")),
        ("7,3282932000074E+13", Number("732829320", "73282932000074")),
        ("35600000049837", Number("356000000", "35600000049837")),  # La Poste
        ("W622001234", Number(rna="W622001234")),
        ("00000000000000", Number()),
        ("néant", Number()),
    ],
)
def test_numbers(text, expected):
    assert read_number(text) == expected


def test_an_abridged_number_keeps_its_sure_digits():
    found = read_number("7,32829E+13")
    assert (found.siren, found.lost) == ("", "73282")
    assert "tableur" in found.why


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("8 rue de la Boétie - 33000 Bordeaux", ("8 rue de la Boétie", "33000", "Bordeaux")),
        ('"Cour de la Mairie\n86700 COUHE"', ("Cour de la Mairie", "86700", "COUHE")),
        ("91, rue de la République, 33400 Talence", ("91, rue de la République", "33400", "Talence")),
        ("12 rue Haute", ("12 rue Haute", "", "")),
        ("NR ", ("", "", "")),
    ],
)
def test_addresses_in_one_cell(text, parts):
    assert split_address(text) == parts


def test_two_ways_to_write_a_street():
    assert street_key("8 bd de la République") == street_key("8, BOULEVARD REPUBLIQUE")


@pytest.mark.parametrize(
    ("pair", "axes"), [((50.53, 2.64), False), ((2.64, 50.53), False), ((2.64, 50.53), True), ((50.53, 2.64), True)]
)
def test_coordinates_find_their_order(pair, axes):
    assert read_point(*pair, axes=axes) == (50.53, 2.64)


def test_lambert93_there_and_back():
    # Béthune; IGN's own converter gives 674 577 m, 7 048 035 m to the metre near this point.
    x, y = to_lambert93(50.529, 2.643)
    latitude, longitude = from_lambert93(x, y)
    assert (round(latitude, 6), round(longitude, 6)) == (50.529, 2.643)
    # The origin of the projection is exact by definition: 46°30' N, 3° E is 700 000 m, 6 600 000 m.
    assert tuple(round(value) for value in to_lambert93(46.5, 3)) == (700_000, 6_600_000)
    assert read_point(x, y, axes=True) == (50.529, 2.643)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-26", date(2024, 3, 26)), ("26/03/2024", date(2024, 3, 26)), ("45377", date(2024, 3, 26)),
        ("2024-03-26T08:00:00", date(2024, 3, 26)), ("0001-01-01", None), ("2024", None), ("31/02/2024", None),
    ],
)  # fmt: skip
def test_dates(text, day):
    assert read_date(text) == day


def test_small_values():
    assert read_phone("321000001") == "03 21 00 00 01"
    assert read_phone("+33 3 21 00 00 01") == "03 21 00 00 01"
    assert read_phone("à venir") == ""
    assert read_url("brouette.fr") == "https://brouette.fr"
    assert read_url("pas de site") == ""
    assert read_headcount("10 à 19 salariés") == "11"
    assert read_headcount("1 200") == "42"
    assert read_statuses("CNFS;France Services;ACI") == ("france-services", "aci")


def test_columns_are_guessed_by_header_and_content():
    headers = ["nomAttribuant", "idAttribuant", "nomBeneficiaire", "idBeneficiaire", "objet", "montant"]
    rows = [["Département", "22440002800011", "La Brouette", "732829320", "fonctionnement", "250.0"]]
    assert guess_columns(headers, rows) == ["", "", "name", "identifier", "", ""]


def test_a_mapping_follows_its_headers():
    mapping = to_mapping(["Nom", "N° SIRET", "Divers"], ["name", "siret", ""])
    assert from_mapping(["divers", "n° siret", "Autre", "NOM"], mapping) == ["", "siret", "", "name"]
    assert signature(["Nom", "SIRET"]) == signature(["siret", "nom"])
