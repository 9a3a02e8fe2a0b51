"""At the same moment, on SQLite as on PostgreSQL: one signature, one version."""

import pytest

from essaim.charter import actions
from essaim.charter.models import Signature, Version
from essaim.clubs.tests.factories import make_club, make_member
from essaim.clubs.tests.test_concurrency import at_once
from essaim.organizations.tests.factories import make_representation, make_user

from .factories import make_article, make_version, sign_with

pytestmark = pytest.mark.django_db(transaction=True)


def test_eight_hands_one_signature():
    club = make_club()
    make_version(club)
    person = make_representation(make_member(club), make_user())
    outcomes = at_once(lambda _n: sign_with(person, club).pk, range(8))
    assert outcomes.count("signed") == 7
    assert Signature.objects.count() == 1


def test_eight_publications_one_version():
    club = make_club()
    make_version(club)
    make_article(club, "Venir")
    outcomes = at_once(
        lambda _n: actions.publish(club=club, kind="minor", summary="Un article.", sign_by=None, actor=None).number,
        range(8),
    )
    assert sorted(map(str, outcomes)) == ["2"] + ["same"] * 7
    assert Version.objects.count() == 2
