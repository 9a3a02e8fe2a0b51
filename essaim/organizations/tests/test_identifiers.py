"""Numbers as people type them and as spreadsheets leave them. Real vectors: INSEE's and La Poste's published ones."""

import pytest
from django.utils import translation
from stdnum.fr import siret as stdnum_siret

from essaim.organizations import identifiers
from essaim.organizations.identifiers import NotAnIdentifier


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"):
        yield


@pytest.mark.parametrize(
    "typed",
    [
        "73282932000074",
        "732 829 320 00074",
        "732\u00a0829\u202f320 00074",
        "732.829.320.00074",
        "SIRET : 732 829 320 00074",
        "n° SIRET 73282932000074",
        "'73282932000074",
        "７３２８２９３２００００７４",
        "73282932000074.0",
        "73282932000074,00",
        "7.3282932000074E13",
        "7,3282932000074E+13",
        73282932000074,
        7.3282932000074e13,
    ],
)
def test_siret_is_cleaned(typed):
    assert identifiers.parse_siret(typed) == "73282932000074"


@pytest.mark.parametrize("siret", ["73282932000074", "35600000000048", "35600000049837"])
def test_valid_siret(siret):
    assert identifiers.parse_siret(siret) == siret == stdnum_siret.validate(siret)


@pytest.mark.parametrize("siret", ["35600000012345", "73282932000079", "73282932100074"])
def test_siret_with_a_wrong_key(siret):
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_siret(siret)
    assert reason.value.code == "key"
    assert not stdnum_siret.is_valid(siret)


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        ("", "empty", "Indiquez un SIRET."),
        (None, "empty", "Indiquez un SIRET."),
        ("7328293200007", "too_short", "Il manque un chiffre\u00a0: vous en avez tapé 13."),
        ("732829320000", "too_short", "Il manque 2 chiffres\u00a0: vous en avez tapé 12."),
        ("732829320000741", "too_long", "Il y a un chiffre de trop\u00a0: vous en avez tapé 15 au lieu de 14."),
        ("732829320", "is_siren", "SIREN"),
        ("7,32829E+13", "scientific", "Le tableur a abrégé ce SIRET"),
        ("7.33E13", "scientific", "Le tableur a abrégé ce SIRET"),
        # Filled with zeros it would hold, by chance: its digits are lost all the same.
        ("1,00354E+13", "scientific", "Le tableur a abrégé ce SIRET"),
        ("7328293200O074", "letters", "C’est sans doute un zéro."),
        ("en cours", "letters", "n’est fait que de chiffres"),
        ("00000000000000", "placeholder", "zéros"),
    ],
)
def test_siret_is_refused_with_a_sentence(typed, code, words):
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_siret(typed)
    assert reason.value.code == code
    assert words in reason.value.sentence
    assert reason.value.field == "siret"


def test_zeros_that_a_spreadsheet_took_away():
    # 005 420 021 is one of the oldest SIREN: its two zeros go when a cell becomes a number.
    assert identifiers.parse_siren("5420021") == "005420021"
    assert identifiers.parse_siren(5420021) == "005420021"
    with pytest.raises(NotAnIdentifier):
        identifiers.parse_siren("5420021", lost_zeros=False)
    assert identifiers.parse_siret("542002100007") == "00542002100007"


@pytest.mark.parametrize("siren", ["200072460", "404833048"])
def test_siren(siren):
    assert identifiers.parse_siren(f" {siren[:3]} {siren[3:6]}-{siren[6:]}") == siren


def test_siren_refused():
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_siren("404833047")
    assert reason.value.code == "key"
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_siren("73282932000074")
    assert reason.value.code == "is_siret"


def test_a_column_that_holds_either():
    assert identifiers.parse_company_number("732 829 320") == ("732829320", None)
    assert identifiers.parse_company_number("73282932000074") == ("732829320", "73282932000074")
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_company_number("7328293200007")
    assert reason.value.code == "too_short"
    assert "13" in reason.value.sentence


@pytest.mark.parametrize("typed", ["W622001234", "w622 001 234", "W6-22001234", "RNA : W622001234"])
def test_rna(typed):
    assert identifiers.parse_rna(typed) == "W622001234"


def test_rna_with_letters():
    # Overseas numbers hold letters (W9R1000123): a rule "W and 9 digits" would refuse them.
    assert identifiers.parse_rna("w9r1000123") == "W9R1000123"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("622001234", "is_siren"), ("X622001234", "shape"), ("W62200123", "too_short"), ("W62200123é", "shape")],
)
def test_rna_refused(typed, code):
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_rna(typed)
    assert reason.value.code == code


def test_vat():
    assert identifiers.parse_vat("fr 44 732 829 320") == "FR44732829320"
    assert identifiers.parse_vat("44732829320", siren="732829320") == "FR44732829320"


@pytest.mark.parametrize(
    ("typed", "code"),
    [("FR45732829320", "key"), ("BE0403170701", "shape"), ("FR4473282932", "too_short"), ("FRI0732829320", "shape")],
)
def test_vat_refused(typed, code):
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_vat(typed)
    assert reason.value.code == code


def test_vat_of_another_company():
    with pytest.raises(NotAnIdentifier) as reason:
        identifiers.parse_vat("FR44732829320", siren="404833048")
    assert reason.value.code == "other_siren"


def test_display():
    assert identifiers.display_siren("732829320") == "732\u202f829\u202f320"
    assert identifiers.display_siret("73282932000074") == "732\u202f829\u202f320\u202f00074"
    assert identifiers.display_siret(None) == ""
    assert identifiers.parse_siret(identifiers.display_siret("73282932000074")) == "73282932000074"


def test_our_keys_are_those_of_stdnum():
    numbers = [f"{start}{number:04}" for start in ("7328293200", "3560000000", "2000724600") for number in range(2000)]
    for number in numbers:
        try:
            ours = identifiers.parse_siret(number) == number
        except NotAnIdentifier:
            ours = False
        assert ours == stdnum_siret.is_valid(number), number
