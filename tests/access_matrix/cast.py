"""Always the same cast: two clubs, one person of each role, an organization that is a member."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from essaim.accounts.models import User
from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation


@dataclass
class Cast:
    club: Club
    organization: Organization
    people: dict[str, User | None]

    club_slug = property(lambda self: self.club.slug)
    organization_pk = property(lambda self: self.organization.pk)
    organization_slug = property(lambda self: self.organization.slug)

    def url(self, name: str, row) -> str:
        return reverse(name, kwargs={key: getattr(self, attribute) for key, attribute in row.arguments.items()})


@pytest.fixture
def cast(db) -> Cast:
    club = Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici")
    elsewhere = Club.objects.create(slug="ailleurs", name="Club d’ailleurs", short_name="Ailleurs")
    people: dict[str, User | None] = {"visitor": None}
    for role in ("outsider", "member", "organiser", "officer", "operator"):
        people[role] = User.objects.create_user(f"{role}@example.org", name=role, is_operator=role == "operator")
    organization = _member(club, "La Brouette partagée", people["member"])
    _member(elsewhere, "Le Panier d’ailleurs", people["outsider"])
    Charge.objects.create(club=club, user=people["organiser"], role=ClubRole.ORGANISER)
    Charge.objects.create(club=club, user=people["officer"], role=ClubRole.OFFICER)
    return Cast(club=club, organization=organization, people=people)


def _member(club: Club, name: str, user) -> Organization:
    organization = Organization.objects.create(name=name, folded_name=name.lower(), slug="structure")
    Membership.objects.create(club=club, organization=organization, state=MembershipState.MEMBER)
    Representation.objects.create(
        organization=organization, user=user, name=user.name, kind=RepresentativeKind.REPRESENTATIVE
    )
    return organization
