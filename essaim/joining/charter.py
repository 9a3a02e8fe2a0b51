"""What joining asks of the charter."""

from essaim.clubs.models import Club
from essaim.organizations.models import Organization


def has_charter(club: Club) -> bool:
    """Whether the club has a charter that members sign."""
    return False


def has_signed(club: Club, organization: Organization) -> bool:
    """Whether the organization has signed the present version."""
    return False


def address(club: Club) -> str:
    """Where it is signed."""
    return ""
