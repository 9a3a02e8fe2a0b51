"""What to show for the values of facets, in the language of the moment."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from essaim.organizations.enums import Family, StatusKind
from essaim.organizations.models import Sector
from essaim.territory.models import Municipality

from .request import RESERVED


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """Labels of these values. One query at most; a value without label is left out."""
    wanted = list(values)
    if facet == "sector":
        return {sector.code: str(sector) for sector in Sector.objects.filter(code__in=wanted)}
    if facet == "municipality":
        return dict(Municipality.objects.filter(insee_code__in=wanted).values_list("insee_code", "name"))
    if facet == "family":
        return {family.value: str(family.label) for family in Family}
    if facet == "status":
        return {kind.value: str(kind.label) for kind in StatusKind} | {RESERVED: _("Marchés réservés")}
    return {"yes": _("Membres du club"), "no": _("Autres structures")}
