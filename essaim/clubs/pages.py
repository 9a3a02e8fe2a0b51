"""What the clubs bring to the pages of organizations: who may edit and see more, and which clubs they are of."""

from django.http import HttpRequest

from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from . import queries
from .enums import MembershipState


def organiser_may_edit(user, organization: Organization) -> bool:
    """Organisers edit the members of their club, and the organizations that stand on its territory. Three queries."""
    run = queries.organised_by(user)
    if run.filter(memberships__organization=organization, memberships__state=MembershipState.MEMBER).exists():
        return True
    here = {
        (insee, siren)
        for insee, siren in organization.places.filter(municipality__isnull=False).values_list(
            "municipality_id", "municipality__intermunicipality_id"
        )
    }
    if not here:
        return False
    clubs = run.prefetch_related("municipalities")
    return any(
        siren in club.intermunicipalities or any(insee == one.pk for one in club.municipalities.all())
        for club in clubs
        for insee, siren in here
    )


def is_of_a_club(user, organization: Organization) -> bool:
    """What an organization keeps for members is for the members of every club."""
    return queries.clubs_of(user).exists()


def organises_a_club(user) -> bool:
    return queries.organised_by(user).exists()


def reviews_unkept(user, organization: Organization) -> bool:
    """A page of no club, that nobody keeps or that is new, is reviewed by the organisers of any club."""
    if organization.listed and organization.representations.filter(user__isnull=False).exists():
        return False
    return organises_a_club(user) and not queries.clubs_with(organization).exists()


def membership_tags(request: HttpRequest, organization: Organization) -> Panel | None:
    """« Membre du club », for each club that shows its members to this reader."""
    memberships = queries.memberships_shown(organization, request.user)
    return Panel("tags", "clubs/_membership_tags.html", {"memberships": memberships}) if memberships else None
