"""Where an organization is, and where it works."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.territory.models import Department, Intermunicipality, Municipality, Region

from ..enums import PlaceKind, Source
from ..identifiers import parse_siret
from ..models import Organization
from .common import kept_for_a_person, locked, replace_rows, tell

_TERRITORIES: dict[str, Any] = {
    "municipality": Municipality,
    "intermunicipality": Intermunicipality,
    "department": Department,
    "region": Region,
}
FRANCE = "FR"


@transaction.atomic
def set_places(
    *, organization: Organization, places: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`places`: kind (`PlaceKind`), name, siret, street, postal_code, city, municipality (or None), latitude,
    longitude (degrees or None), pk to keep one. One head office at most."""
    row = locked(organization)
    if kept_for_a_person(row, "places", source, overwrite):
        return False
    rows = []
    for given in places:
        values = {**given}
        if values.get("siret"):
            values["siret"] = parse_siret(values["siret"])
            if row.siren and not values["siret"].startswith(row.siren):
                raise Refusal(
                    _("Le SIRET de ce lieu commence par un autre SIREN que celui de la structure."),
                    code="numbers_differ",
                    field="siret",
                )
        if (municipality := values.get("municipality")) and not values.get("city"):
            values["city"] = municipality.name
        rows.append(values)
    if sum(values.get("kind", PlaceKind.HEAD_OFFICE) == PlaceKind.HEAD_OFFICE for values in rows) > 1:
        raise Refusal(_("Il y a deux sièges : gardez-en un."), code="two_heads", field="kind")
    # The head office given takes the row of the present one, whose unique key holds one at any moment.
    head = row.places.filter(kind=PlaceKind.HEAD_OFFICE).first()
    for values in rows:
        if head and not values.get("pk") and values.get("kind", PlaceKind.HEAD_OFFICE) == PlaceKind.HEAD_OFFICE:
            values["pk"] = head.pk
    if head and any(values.get("pk") == head.pk and values.get("kind") == PlaceKind.SITE for values in rows):
        row.places.filter(pk=head.pk).update(kind=PlaceKind.SITE)
    changed = replace_rows(row, row.places, rows)
    if changed:
        tell(organization, "places", actor=actor, fields=["places"], source=source, detail=detail)
    return changed


@transaction.atomic
def set_served_areas(
    *, organization: Organization, areas: Sequence[tuple[str, str]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`areas`: (kind, code) of territories; ("country", "FR") for the whole of France."""
    row = locked(organization)
    if kept_for_a_person(row, "served_areas", source, overwrite):
        return False
    for kind, code in areas:
        model = _TERRITORIES.get(kind)
        known = code == FRANCE if kind == "country" else model and model.objects.filter(pk=code).exists()
        if not known:
            raise Refusal(
                _("Le territoire « %(code)s » n'est pas connu.") % {"code": code}, code="field", field="areas"
            )
    rows = [{"kind": kind, "code": code} for kind, code in dict.fromkeys(areas)]
    changed = replace_rows(row, row.served_areas, rows, match=["kind", "code"])
    if changed:
        tell(organization, "served_areas", actor=actor, fields=["served_areas"], source=source, detail=detail)
    return changed
