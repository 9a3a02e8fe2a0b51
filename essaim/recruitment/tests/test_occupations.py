"""Occupations found from what people type."""

import pytest

from essaim.kernel.errors import Refusal

from ..occupations import COMMON, Occupation, card, find, near


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Aide à domicile", "K1304"),
        ("aide a domicile", "K1304"),
        ("Cuisinière", "G1602"),
        ("compatble", "M1203"),
        ("assistante administrative", "M1607"),
        ("k1304", "K1304"),
        ("Responsable de friperie", ""),
        ("xyz", ""),
    ],
)
def test_found(typed, code):
    assert find(typed).code == code


def test_words_are_kept_as_typed_and_a_code_gives_its_name():
    assert find("  Responsable de   friperie ") == Occupation("", "Responsable de friperie")
    assert find("K1304").name == "Services domestiques" == card("K1304")


def test_a_code_that_does_not_exist_is_refused():
    with pytest.raises(Refusal, match="K9999") as caught:
        find("K9999")
    assert (caught.value.code, caught.value.field) == ("rome", "occupation")


def test_what_is_proposed_is_known():
    assert [name for name in COMMON if not find(name).code] == []


def test_near():
    assert near(find("Comptable"), find("M1203"))
    assert not near(find("Comptable"), find("Cuisinière"))
    assert near(Occupation("", "Responsable de friperie"), Occupation("", "responsable de FRIPERIE"))
