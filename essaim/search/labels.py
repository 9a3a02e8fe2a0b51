"""What to show for the values of facets, in the language of the moment."""

from collections.abc import Iterable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.kernel.remembered import remembered
from essaim.organizations.enums import Family, StatusKind
from essaim.organizations.models import Sector
from essaim.territory.models import Municipality

from .request import RESERVED


def labels(facet: str, values: Iterable[str]) -> dict[str, str]:
    """Labels of these values. One query at most; a value without label is left out."""
    wanted = list(values)
    if not wanted:
        return {}
    if facet == "municipality":
        return dict(Municipality.objects.filter(insee_code__in=wanted).values_list("insee_code", "name"))
    if facet in _FEW:
        return remembered(("search.labels", facet, get_language()), _FEW[facet])
    if facet == "skill":
        return {}
    return {"yes": _("Membres du club"), "no": _("Autres structures")}


def _sectors() -> dict[str, str]:
    return dict(Sector.objects.values_list("code", "name_en" if get_language() == "en" else "name"))


def _families() -> dict[str, str]:
    return {family.value: str(family.label) for family in Family}


def _statuses() -> dict[str, str]:
    return {kind.value: str(kind.label) for kind in StatusKind} | {RESERVED: _("Marchés réservés")}


_FEW = {"sector": _sectors, "family": _families, "status": _statuses}
