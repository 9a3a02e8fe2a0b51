"""The demonstration: what it promises, and that it is all invented."""

import re

import pytest
from django.conf import settings
from stdnum.fr import siren, siret

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.demo.loading import load_demo
from essaim.demo.people import ACCOUNTS, PASSWORD
from essaim.demo.reading import demo_organizations, fictitious_siren, fictitious_siret
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization, Place, Sector


@pytest.fixture(scope="module")
def entries():
    return list(demo_organizations())


def test_names_and_keys_are_unique(entries):
    assert len({entry.key for entry in entries}) == len({entry.name.lower() for entry in entries}) == len(entries)


def test_it_tells_the_story_of_the_second_year(entries):
    assert 340 <= len(entries) <= 360
    assert sum(entry.club == "member" for entry in entries) == 22
    assert sum(entry.club in ("member", "invited") for entry in entries) == 40
    assert len({entry.insee for entry in entries}) >= 65


def test_nobody_real_can_be_reached(entries):
    for entry in entries:
        assert not entry.website or entry.website.endswith(".example"), entry.key
        assert not entry.email or entry.email.endswith(".example"), entry.key
        # Numbers that ARCEP keeps for fiction.
        assert not entry.phone or re.fullmatch(r"03 53 01 \d\d \d\d", entry.phone), entry.key


def test_numbers_have_their_key_and_belong_to_nobody():
    numbers = [fictitious_siren(rank) for rank in (1, 42, 350)]
    assert all(siren.is_valid(number) and number.startswith("999") for number in numbers)
    assert all(siret.is_valid(fictitious_siret(number)) for number in numbers)
    assert len(set(numbers)) == 3


@pytest.mark.django_db
def test_it_loads_once_and_refuses_a_base_that_serves(entries, client):
    club = load_demo()
    # A partner invited by e-mail alone is in no directory.
    listed = Organization.objects.filter(listed=True)
    assert listed.count() == Place.objects.exclude(municipality=None).count() == len(entries)
    assert Membership.objects.filter(club=club, state=MembershipState.MEMBER).count() == 22
    assert Sector.objects.filter(parent=None).count() == 16
    member = User.objects.get(email=ACCOUNTS[3].email)
    assert member.check_password(PASSWORD)
    assert member.representations.count() == 2
    assert client.get(f"/{club.slug}/").status_code == 200
    with pytest.raises(Refusal):
        load_demo()
    assert Club.objects.count() == 1


def test_accounts_are_told_only_by_the_demonstration():
    assert settings.ESSAIM_DEMO is False
