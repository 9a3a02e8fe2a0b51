"""What the page of a structure says of the purchases that it leads."""

from django.http import HttpRequest

from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from . import queries


def leads(request: HttpRequest, organization: Organization) -> Panel | None:
    """« Mène un achat groupé », to the members of the club where it does. Two queries."""
    rows = queries.led_by(organization, request.user)
    return Panel("main", "purchases/_panel.html", {"purchases": rows}) if rows else None
