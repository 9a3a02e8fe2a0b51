"""A club: who asks, who launders, who knows nothing of it."""

import pytest

from essaim.clubs.tests.factories import make_club

from .factories import a_member


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici")


@pytest.fixture
def table(club):
    return a_member(club, "La Grande Tablée", "odile@example.org")


@pytest.fixture
def laundry(club):
    return a_member(club, "Les Blanchisseuses", "karim@example.org", skills=["Blanchisserie", "Lavage de serviettes"])


@pytest.fixture
def bikes(club):
    return a_member(club, "Les Vélos du Canal", "zoe@example.org", offers=["Un vélo-cargo à essayer"])
