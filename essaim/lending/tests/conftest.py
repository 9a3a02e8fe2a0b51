import pytest

from essaim.clubs.tests.factories import make_club

from .factories import a_member, make_van


@pytest.fixture
def club():
    return make_club(name="Club d'ici")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org")


@pytest.fixture
def van(club, velos):
    return make_van(club, velos)
