"""Offers, people and needs for the tests."""

from datetime import timedelta

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_municipality, make_organization, make_representation, make_user

from ..actions import needs, offers, seekers
from ..enums import Contract
from ..models import JobNeed, JobSeeker, Offer, SharedPart, SharedPost


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


def need_values(**changes) -> dict:
    """What `actions.state_need` takes besides the club, the organization and the author."""
    today = timezone.localdate()
    return {
        "occupation": "Aide-comptable",
        "least": 16 * 60,
        "most": 18 * 60,
        "slots": (1 << 10) - 1,
        "municipality": make_municipality(),
        "remote": False,
        "starts_on": today,
        "starts_by": today + timedelta(days=60),
        "hourly_budget": 2200,
        "words": "",
        "until": None,
    } | changes


def make_need(organization: Organization, author=None, **changes) -> JobNeed:
    club = organization.memberships.get().club
    return needs.state_need(
        club=club, organization=organization, author=author or user_of(organization), **need_values(**changes)
    )


def make_post(organization: Organization, author=None, state: str = "proposed") -> SharedPost:
    """A post of this organization and of another member, with two days each."""
    club = organization.memberships.get().club
    other = make_member(club)
    needs_ = [make_need(one, author) for one in (organization, other)]
    key = "-".join(str(one.pk) for one in needs_)
    post = SharedPost.objects.create(club=club, key=key, state=state, occupation=needs_[0].occupation)
    for place, need in enumerate(needs_):
        SharedPart.objects.create(club=club, post=post, need=need, minutes=960, slots=0b1111 << 4 * place)
    return post


def seeker_values(**changes) -> dict:
    return {
        "name": "Nora Petit",
        "email": "nora@example.org",
        "phone": "",
        "occupation": "Aide-comptable",
        "municipality": make_municipality(),
        "weekly_minutes": 28 * 60,
        "words": "Cinq ans de paie.",
    } | changes


def make_seeker(club: Club, *, confirmed: bool = True, cv=None, **changes) -> JobSeeker:
    seeker = seekers.present(club=club, consents=True, consent_text="Je veux bien.", cv=cv, **seeker_values(**changes))
    return seekers.confirm(seeker=seeker) if confirmed else seeker
