"""The way to the vault, on the page of an organization."""

from django.http import HttpRequest

from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from . import queries


def vault_button(request: HttpRequest, organization: Organization) -> Panel | None:
    """For those who open it. One query for a person, none for a visitor."""
    if organization.merged_into_id or not queries.represents(request.user, organization):
        return None
    return Panel("buttons", "vault/_button.html")
