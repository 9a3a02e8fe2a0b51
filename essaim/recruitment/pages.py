"""What recruitment brings to other pages."""

from django.http import HttpRequest
from django.utils import timezone

from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from .queries import offers


def offers_panel(request: HttpRequest, organization: Organization) -> Panel | None:
    """« Elle recrute », for everybody. One query."""
    rows = list(offers.offers_of(organization, timezone.localdate()))
    return Panel("main", "recruitment/_organization_offers.html", {"offers": rows}) if rows else None
