"""What to show for the values of facets, in the language of the moment."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.organizations.enums import Family, StatusKind
from essaim.organizations.models import Sector
from essaim.territory.models import Municipality

from .request import RESERVED


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """Labels of these values. One query at most; a value without label is left out."""
    wanted = list(values)
    if not wanted:
        return {}
    if facet == "sector":
        name = "name_en" if get_language() == "en" else "name"
        return dict(Sector.objects.filter(code__in=wanted).values_list("code", name))
    if facet == "municipality":
        return dict(Municipality.objects.filter(insee_code__in=wanted).values_list("insee_code", "name"))
    if facet == "family":
        return {value: str(Family(value).label) for value in wanted if value in Family.values}
    if facet == "status":
        known = {value: str(StatusKind(value).label) for value in wanted if value in StatusKind.values}
        return known | {RESERVED: _("Marchés réservés")}
    if facet == "skill":
        return {}
    return {"yes": _("Membres du club"), "no": _("Autres structures")}
