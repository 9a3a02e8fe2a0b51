"""A club with two members."""

import pytest

from essaim.clubs.tests.factories import make_club

from .factories import a_member


@pytest.fixture
def club(db):
    return make_club("ici")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org")
