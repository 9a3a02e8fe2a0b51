"""What recruitment brings to other pages."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import ngettext

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from .queries import offers, seekers, shared


def offers_panel(request: HttpRequest, organization: Organization) -> Panel | None:
    """« Elle recrute », for everybody. One query."""
    rows = list(offers.offers_of(organization, timezone.localdate()))
    return Panel("main", "recruitment/_organization_offers.html", {"offers": rows}) if rows else None


def door_news(request: HttpRequest, club: Club) -> str:
    """What is behind the door. Three queries."""
    counts = [
        (offers.open_offers(club).count(), lambda n: ngettext("%(count)s offre", "%(count)s offres", n)),
        (
            seekers.shared_seekers(club).count(),
            lambda n: ngettext("%(count)s personne qui cherche", "%(count)s personnes qui cherchent", n),
        ),
        (
            shared.open_needs(club).count(),
            lambda n: ngettext("%(count)s besoin à partager", "%(count)s besoins à partager", n),
        ),
    ]
    return ", ".join(words(count) % {"count": count} for count, words in counts if count)
