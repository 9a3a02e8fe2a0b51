"""Clubs for the tests of every app."""

from itertools import count

from essaim.accounts.models import User
from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_user

_numbers = count(1)


def make_club(slug: str = "", **fields) -> Club:
    number = next(_numbers)
    values = {"slug": slug or f"club-{number}", "name": f"Club n° {number}", "short_name": f"Club {number}"} | fields
    return Club.objects.create(**values)


def make_organiser(club: Club, user: User | None = None, role: str = ClubRole.ORGANISER) -> User:
    """A person who holds the charge."""
    user = user or make_user(name="Odile Lefebvre")
    Charge.objects.create(club=club, user=user, role=role)
    return user


def make_member(
    club: Club, organization: Organization | None = None, state: str = MembershipState.MEMBER
) -> Organization:
    """An organization in the club."""
    organization = organization or make_organization(f"Structure {next(_numbers)}")
    Membership.objects.create(club=club, organization=organization, state=MembershipState(state))
    return organization
