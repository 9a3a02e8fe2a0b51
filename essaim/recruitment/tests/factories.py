"""Offers, people and needs for the tests."""

from datetime import timedelta

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_municipality, make_organization, make_representation, make_user

from ..actions import offers
from ..enums import Contract
from ..models import Offer


def a_member(club: Club, name: str, address: str) -> Organization:
    """A member with somebody to write to."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=address.split("@")[0].title()))
    return organization


def user_of(organization: Organization):
    return organization.representations.get().user


def offer_values(**changes) -> dict:
    """What `actions.publish` takes besides the club, the organization and the author."""
    return {
        "title": "Mécanicien ou mécanicienne cycles",
        "occupation": "Mécanicien / Mécanicienne cycles",
        "contract": Contract.PERMANENT,
        "weekly_minutes": 35 * 60,
        "pay_least": 185_000,
        "pay_most": 210_000,
        "pay_period": "month",
        "municipality": make_municipality(),
        "remote": "no",
        "starts_on": None,
        "description": "Réparer des vélos, **apprendre** à les réparer.",
        "apply_email": "emploi@example.org",
        "apply_phone": "",
        "apply_url": "",
        "until": timezone.localdate() + timedelta(days=30),
    } | changes


def make_offer(organization: Organization, author=None, **changes) -> Offer:
    club = organization.memberships.get().club
    return offers.publish(
        club=club, organization=organization, author=author or user_of(organization), **offer_values(**changes)
    )
