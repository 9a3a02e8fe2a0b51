"""What the page of a structure says of its practices."""

from django.http import HttpRequest

from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from . import queries


def practices(request: HttpRequest, organization: Organization) -> Panel | None:
    """Those that this reader may read, told and taken up, in whichever club. Two queries, three for a person."""
    told, taken = queries.shown_of(organization, request.user)
    if not (told or taken):
        return None
    return Panel("main", "practices/_panel.html", {"told": told, "taken": taken})
