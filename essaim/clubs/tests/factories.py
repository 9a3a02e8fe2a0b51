"""Clubs for the tests of every app."""

from datetime import date
from itertools import count

from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.enums import IN_REGISTER, ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership, MembershipEvent
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


_VERBS = {
    MembershipState.INVITED: "invite", MembershipState.CANDIDATE: "apply", MembershipState.MEMBER: "admit",
    MembershipState.SUSPENDED: "suspend", MembershipState.LEFT: "leave",
}  # fmt: skip


def make_member(
    club: Club, organization: Organization | None = None, state: str = MembershipState.MEMBER, on: date | None = None
) -> Organization:
    """An organization in the club, since the day `on` (today unless told), with its line of the register."""
    organization = organization or make_organization(f"Structure {next(_numbers)}")
    state = MembershipState(state)
    on = on or timezone.localdate()
    since = on if state in IN_REGISTER else None
    membership = Membership.objects.create(club=club, organization=organization, state=state, since=since)
    MembershipEvent.objects.create(
        club=club, membership=membership, verb=_VERBS[state], after=state, on=on, reason="Un essai"
    )
    return organization
