"""Who is in the club near a structure: what says more than any presentation."""

from dataclasses import dataclass

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization, OrganizationSector, Place


@dataclass(frozen=True)
class Neighbour:
    organization: Organization
    reason: str


def neighbours_of(club: Club, organization: Organization, *, limit: int = 3) -> list[Neighbour]:
    """Members of its sector or of its commune, those of both first, then others; each with why. Three queries."""
    sectors = list(OrganizationSector.objects.filter(organization=organization).values_list("sector", flat=True))
    communes = list(
        Place.objects.filter(organization=organization, municipality__isnull=False).values_list(
            "municipality", flat=True
        )
    )
    same_sector = Exists(OrganizationSector.objects.filter(organization=OuterRef("pk"), sector__in=sectors))
    same_commune = Exists(Place.objects.filter(organization=OuterRef("pk"), municipality__in=communes))
    rows = (
        members_of(club)
        .exclude(pk=organization.pk)
        .annotate(
            of_sector=Case(When(same_sector, then=Value(2)), default=Value(0), output_field=IntegerField()),
            of_commune=Case(When(same_commune, then=Value(1)), default=Value(0), output_field=IntegerField()),
        )
        .order_by("-of_sector", "-of_commune", "folded_name")[:limit]
    )
    return [Neighbour(row, _reason(row.of_sector > 0, row.of_commune > 0)) for row in rows]


def _reason(sector: bool, commune: bool) -> str:
    if sector and commune:
        return _("Même secteur et même commune que vous")
    if sector:
        return _("Du même secteur que vous")
    return _("De la même commune que vous") if commune else ""
