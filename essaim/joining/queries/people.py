"""The people of member organizations, to write to them."""

from dataclasses import dataclass

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation


@dataclass(frozen=True)
class Someone:
    email: str
    language: str


_SPEAK = [RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE]


def people_of(organization: Organization) -> list[Someone]:
    """Who represents it and who stands in, else everyone with an account there. Two queries at most."""
    people = Representation.objects.filter(organization=organization)
    return _someone(people.filter(kind__in=_SPEAK)) or _someone(people.filter(user__is_active=True))


def people_of_members(club: Club) -> list[Someone]:
    """Who represents each member, and who stands in. One query."""
    members = {"organization__memberships__club": club, "organization__memberships__state": MembershipState.MEMBER}
    return _someone(Representation.objects.filter(**members, kind__in=_SPEAK))


def _someone(people) -> list[Someone]:
    """Each address once."""
    found: dict[str, Someone] = {}
    for one in people.select_related("user").order_by("pk"):
        email = (one.user.email if one.user and one.user.is_active else one.email).lower()
        if email:
            found.setdefault(email, Someone(email, one.user.language if one.user else "fr"))
    return list(found.values())
