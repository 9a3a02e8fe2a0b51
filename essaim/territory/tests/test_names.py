import pytest

from essaim.territory.names import (
    bare_name,
    department_of_code,
    plain_name,
    postal_code,
    short_name,
    split_code,
    split_department,
)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("BETHUNE", "bethune"),
        ("Nœux-les-Mines", "noeux les mines"),
        ("NOEUX LES MINES CEDEX 2", "noeux les mines"),
        ("ST VENANT", "saint venant"),
        ("Ste-Marie", "sainte marie"),
        ("Calonne s/ la Lys", "calonne sur la lys"),
        ("Houdain-lez-Bavay", "houdain les bavay"),
        ("SAINT-DENIS BP 40064", "saint denis"),
        ("Jugon-les-Lacs - Commune nouvelle", "jugon les lacs"),
        ("Paris 14e Arrondissement", "paris"),
        ("MARSEILLE 13EME", "marseille"),
        ("Lyon 1er", "lyon"),
        ("Paris-l'Hôpital", "paris l hopital"),
        ("  ", ""),
    ],
)
def test_plain_name(written, plain):
    assert plain_name(written) == plain


def test_the_article_may_stand_behind():
    assert bare_name(plain_name("COUTURE (LA)")) == bare_name(plain_name("La Couture")) == "couture"


def test_a_name_of_small_words_only_stays():
    assert bare_name(plain_name("Sous-Les")) == "sous les"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("62400", "62400"),
        ("1700", "01700"),
        ("62400.0", "62400"),
        ("62 400", "62400"),
        ("F-62400", "62400"),
        ("2a004", "2A004"),
        ("62400 cedex", "62400"),
        ("", ""),
        ("Béthune", ""),
        ("0321630000", ""),
    ],
)
def test_postal_code(written, code):
    assert postal_code(written) == code


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("62400 Béthune", ("62400", "Béthune")),
        ("Béthune (62400)", ("62400", "Béthune")),
        ("1700 Miribel", ("01700", "Miribel")),
        ("Béthune", ("", "Béthune")),
    ],
)
def test_split_code(text, parts):
    assert split_code(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Saint-Pierre (974)", ("Saint-Pierre", "974")),
        ("La Couture 62", ("La Couture", "62")),
        ("Paris 14", ("Paris 14", "")),
        ("Béthune", ("Béthune", "")),
    ],
)
def test_split_department(text, parts):
    assert split_department(text) == parts


def test_departments_of_a_code():
    assert department_of_code("62400") == ("62",)
    assert department_of_code("20200") == ("2A", "2B")
    assert department_of_code("97410") == ("974",)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Bruay-la-Buissière", "Bruay"),
        ("Nœux-les-Mines", "Nœux"),
        ("Saint-Venant", "Saint-Venant"),
        ("La Couture", "La Couture"),
        ("Aire-sur-la-Lys", "Aire"),
        ("Villeneuve-d'Ascq", "Villeneuve"),
        ("Béthune", "Béthune"),
    ],
)
def test_short_name(name, short):
    assert short_name(name) == short
