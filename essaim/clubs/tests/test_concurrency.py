"""At the same moment, on SQLite as on PostgreSQL: a club keeps an organiser, an address serves one club."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from essaim.clubs import actions
from essaim.clubs.enums import ClubRole
from essaim.clubs.models import Charge, Club, Membership
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization, make_user

from .factories import make_club, make_organiser

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, values) -> list:
    """Call `act` on each value, eight threads together; a refusal is given back as its code."""

    def one(value):
        try:
            return act(value)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(one, values))


def test_eight_organisers_who_leave_together_leave_one():
    club = make_club()
    organisers = [make_organiser(club, make_user()) for _number in range(8)]
    outcomes = at_once(
        lambda user: actions.take_charge_back(club=club, user=user, role=ClubRole.ORGANISER, actor=user), organisers
    )
    assert sorted(map(str, outcomes)) == ["True"] * 7 + ["last_organiser"]
    assert Charge.objects.filter(club=club).count() == 1


def test_eight_clubs_for_one_address():
    outcomes = at_once(lambda n: actions.create_club(name=f"Club {n}", slug="lys", actor=None).pk, range(8))
    assert outcomes.count("slug_taken") == 7
    assert Club.objects.count() == 1


def test_one_organization_admitted_eight_times_is_one_member():
    club, organization = make_club(), make_organization()
    outcomes = at_once(lambda _n: actions.admit(club=club, organization=organization, actor=None).pk, range(8))
    assert len(set(outcomes)) == 1
    assert Membership.objects.count() == 1
