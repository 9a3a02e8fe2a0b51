"""What joining asks of the charter."""

from django.urls import reverse

from essaim.charter.queries import current_version, has_signed_current
from essaim.clubs.models import Club
from essaim.organizations.models import Organization


def has_charter(club: Club) -> bool:
    """Whether the club has a charter that members sign."""
    return current_version(club) is not None


def has_signed(club: Club, organization: Organization) -> bool:
    """Whether the organization has signed the present version."""
    return has_signed_current(club, organization)


def address(club: Club) -> str:
    """Where it is signed."""
    return reverse("charter:sign", args=[club.slug])
