"""What htmx puts in the page gives the page that a reload gives, from any search to any other."""

import pytest

from tests.helpers.fragments import assert_fragment_equals_page

pytestmark = pytest.mark.django_db
PARTS = ["liste", "compte", "actifs", "facettes", "carte"]  # hx-target and hx-select-oob of the search form


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "?q=structure"),
        ("?q=structure", "?q=structure&page=2"),
        ("", "?secteur=textile"),
        ("?secteur=textile", ""),
        ("?q=structure", "?q=rien-de-tel"),
        ("?q=rien-de-tel", "?famille=association"),
        ("", "?lieu=B%C3%A9thune&rayon=10"),
    ],
)
def test_fragment_equals_page(client, many, club, before, after):
    # The search form holds what the person typed: the browser keeps it, no fragment touches it.
    assert_fragment_equals_page(client, f"/annuaire/{before}", f"/annuaire/{after}", PARTS, but=["recherche"])
    assert_fragment_equals_page(client, f"/ici/annuaire/{before}", f"/ici/annuaire/{after}", PARTS, but=["recherche"])


def test_the_comparison_sees_a_difference(client, many, club):
    with pytest.raises(AssertionError):
        assert_fragment_equals_page(client, "/annuaire/", "/annuaire/?q=rien-de-tel", ["liste"], but=["recherche"])
