"""The finder, on a hand-made handful of communes."""

import pytest

from essaim.territory.finder import Found, How, MunicipalityFinder, NotFound, Place, Why

PLACES = [
    Place("01249", "Miribel", "01", "", 10_000, None, None, ("01700",)),
    Place("62119", "Béthune", "62", "200072460", 24_895, None, None, ("62400",)),
    Place("62310", "Essars", "62", "200072460", 1_800, None, None, ("62400",)),
    Place("62617", "Nœux-les-Mines", "62", "200072460", 11_700, None, None, ("62290",)),
    Place("62178", "Bruay-la-Buissière", "62", "200072460", 21_700, None, None, ("62700",)),
    Place("59112", "Bruay-sur-l'Escaut", "59", "", 11_500, None, None, ("59860",)),
    Place("62770", "Saint-Venant", "62", "200072460", 2_900, None, None, ("62350",)),
    Place("62252", "La Couture", "62", "200072460", 2_600, None, None, ("62136",)),
    Place("85074", "La Couture", "85", "", 250, None, None, ("85320",)),
    Place("62023", "Allouagne", "62", "200072460", 2_900, None, None, ("62157",)),
    Place("75056", "Paris", "75", "", 2_100_000, None, None, ("75014", "75116")),
    Place("13055", "Marseille", "13", "", 880_000, None, None, ("13013", "13014")),
    Place("2B033", "Bastia", "2B", "", 49_000, None, None, ("20200", "20600")),
    Place("14581", "Aurseulles", "14", "", 2_000, None, None, ("14240", "14250")),
]
FORMER = [
    ("75114", "Paris 14e Arrondissement", "75056"),
    ("13214", "Marseille 14e Arrondissement", "13055"),
    ("14376", "Longraye", "14581"),
    ("99999", "Ailleurs", "99998"),
]
finder = MunicipalityFinder(PLACES, FORMER, {"pas de calais": "62", "vendee": "85"})


@pytest.mark.parametrize(
    ("asked", "insee", "how"),
    [
        ({"insee": "62119"}, "62119", How.INSEE),
        ({"insee": "1249"}, "01249", How.INSEE),
        ({"insee": "75114"}, "75056", How.FORMER),
        ({"insee": "13214", "name": "Marseille 14"}, "13055", How.FORMER),
        ({"insee": "62119", "name": "Essars"}, "62119", How.INSEE),
        ({"insee": "00000", "name": "Béthune"}, "62119", How.NAME),
        ({"name": "BETHUNE", "postal": "62400"}, "62119", How.POSTAL_AND_NAME),
        ({"name": "Essars", "postal": "62400.0"}, "62310", How.POSTAL_AND_NAME),
        ({"name": "Bruay", "postal": "62700"}, "62178", How.POSTAL_AND_NAME),
        ({"name": "Béthune centre", "postal": "62400"}, "62119", How.POSTAL_AND_NAME),
        ({"name": "NOEUX-LES-MINES CEDEX", "postal": "62291"}, "62617", How.NAME),
        ({"name": "Noeux les Mines"}, "62617", How.NAME),
        ({"name": "Bruay la Buissiere"}, "62178", How.NAME),
        ({"name": "ST VENANT"}, "62770", How.NAME),
        ({"name": "COUTURE (LA)", "department": "Pas-de-Calais"}, "62252", How.NAME),
        ({"name": "la couture", "department": "062"}, "62252", How.NAME),
        ({"name": "Longraye"}, "14581", How.FORMER),
        ({"name": "Longraye", "postal": "14250"}, "14581", How.FORMER),
        ({"name": "Paris 14", "postal": "75014"}, "75056", How.POSTAL_AND_NAME),
        ({"name": "Le Hameau", "postal": "62157"}, "62023", How.POSTAL),
        ({"postal": "1700"}, "01249", How.POSTAL),
        ({"postal": "75114"}, "75056", How.INSEE),
        ({"name": "Bethunne", "postal": "62400"}, "62119", How.CLOSE),
        ({"name": "Noeus les Mines", "department": "62"}, "62617", How.CLOSE),
        ({"name": "Bruay", "department": "62"}, "62178", How.CLOSE),
        ({"text": "1700 Miribel"}, "01249", How.POSTAL_AND_NAME),
        ({"text": "Béthune (62400)"}, "62119", How.POSTAL_AND_NAME),
        ({"text": "13014"}, "13055", How.POSTAL),
        ({"text": "La Couture (85)"}, "85074", How.NAME),
        ({"text": "20200 Bastia"}, "2B033", How.POSTAL_AND_NAME),
    ],
)
def test_finds(asked, insee, how):
    answer = finder.find(**asked)
    assert isinstance(answer, Found), answer
    assert (answer.place.insee_code, answer.how) == (insee, how)


@pytest.mark.parametrize(
    ("asked", "why", "candidates"),
    [
        ({}, Why.EMPTY, []),
        ({"name": "  ", "postal": " "}, Why.EMPTY, []),
        ({"name": "Xyzzy"}, Why.UNKNOWN, []),
        ({"postal": "99999"}, Why.UNKNOWN, []),
        ({"postal": "pas un code"}, Why.UNKNOWN, []),
        ({"name": "La Couture"}, Why.AMBIGUOUS, ["62252", "85074"]),
        ({"postal": "62400"}, Why.AMBIGUOUS, ["62119", "62310"]),
        ({"name": "Le Hameau", "postal": "62400"}, Why.AMBIGUOUS, ["62119", "62310"]),
        ({"name": "Béthune", "postal": "85320"}, Why.CONTRADICTORY, ["62119", "85074"]),
    ],
)
def test_says_why_not(asked, why, candidates):
    answer = finder.find(**asked)
    assert isinstance(answer, NotFound), answer
    assert answer.why == why
    assert [place.insee_code for place in answer.candidates] == candidates


def test_preferred_communes_win_between_namesakes():
    here = MunicipalityFinder(PLACES, FORMER, {}, prefer={"85074"})
    assert here.find("La Couture").place.insee_code == "85074"


def test_candidates_come_with_the_most_populous_first_and_the_preferred_before():
    small, large = Place("01001", "Vic", "01", "", 50), Place("02001", "Vic", "02", "", 900)
    assert MunicipalityFinder([small, large]).find("Vic") == NotFound(Why.AMBIGUOUS, (large, small))
    third = Place("03001", "Vic", "03", "", 10)
    both = MunicipalityFinder([small, large, third], prefer={"01001", "03001"}).find("Vic")
    assert both == NotFound(Why.AMBIGUOUS, (small, third, large))


def test_a_former_commune_without_a_known_successor_is_left_out():
    assert finder.get("99999") is None
    assert finder.find("Ailleurs") == NotFound(Why.UNKNOWN)
