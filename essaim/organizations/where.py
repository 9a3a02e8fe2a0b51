"""Places as people write them: communes by name and postal code, territories by name."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.text import fold
from essaim.territory.drawing import Drawing, draw
from essaim.territory.models import Department, FormerMunicipality, Intermunicipality, Municipality, Region
from essaim.territory.names import bare_name, plain_name
from essaim.territory.queries import honeycomb_cells

from .models import Organization, Place

_WITH_DEPARTMENT = re.compile(r"^(.*?)[\s,]*\(?\b(\d{2,3}|2[AB])\)?$", re.IGNORECASE)


def municipalities_of_postal_code(postal_code: str) -> QuerySet[Municipality]:
    """Communes that a postal code serves, by name."""
    return Municipality.objects.filter(postal_codes__code=postal_code).order_by("name").distinct()


def municipalities_named(name: str, postal_code: str = "") -> list[Municipality]:
    """Communes of that name. Those that the postal code serves come alone; else those of its department; else all.

    Former communes (merged, delegated) give the commune they are in. At most four queries.
    """
    wanted = bare_name(plain_name(name))
    if not wanted:
        return []
    near = [row for row in municipalities_of_postal_code(postal_code) if bare_name(plain_name(row.name)) == wanted]
    if near:
        return near
    # The longest word is in every writing of the name: the database brings few rows, Python compares them.
    longest = max(wanted.split(), key=len)
    rows = [
        row
        for row in Municipality.objects.filter(folded_name__contains=longest).order_by("-population", "name")
        if bare_name(plain_name(row.name)) == wanted
    ]
    former = FormerMunicipality.objects.filter(folded_name__contains=longest).select_related("municipality")
    rows += [
        row.municipality for row in former if bare_name(plain_name(row.name)) == wanted and row.municipality not in rows
    ]
    department = postal_code[:2]
    return [row for row in rows if row.department_id[:2] == department] or rows if department else rows


@dataclass(frozen=True)
class Area:
    """A territory that may be served. `words`: its name and what tells it from others."""

    kind: str
    code: str
    words: str


def areas_named(text: str) -> list[Area]:
    """Territories of that name: a region, a department, an intermunicipality or a commune, the first kind that has it.

    `Saint-Venant (62)` asks for one department. At most six queries.
    """
    wanted, department = fold(text), ""
    if not wanted:
        return []
    for kind, model in (("region", Region), ("department", Department)):
        rows: Any = model.objects.all()
        if found := [Area(kind, row.code, row.name) for row in rows if fold(row.name) == wanted]:
            return found
    if found := [
        Area("intermunicipality", row.code, row.name)
        for row in Intermunicipality.objects.filter(name__icontains=text.split()[-1])
        if fold(row.name) == wanted
    ]:
        return found
    name = text
    if match := _WITH_DEPARTMENT.match(text.strip()):
        name, department = match[1], match[2].upper()
    rows = municipalities_named(name)
    return [
        Area("municipality", row.pk, f"{row.name} ({row.department_id})")
        for row in rows
        if not department or row.department_id == department
    ]


@dataclass
class AreaChoices:
    """What the form of served areas proposes around a head office, and what is already chosen."""

    wide: list[tuple[str, str | Promise]] = field(default_factory=list)
    municipalities: list[tuple[str, str]] = field(default_factory=list)
    initial: dict[str, list[str]] = field(default_factory=dict)


def area_choices(organization: Organization) -> AreaChoices:
    """Propose France, and the region, department, intermunicipality and communes of the head office."""
    head = (
        organization.places.filter(municipality__isnull=False)
        .select_related("municipality__department__region", "municipality__intermunicipality")
        .order_by("kind")
        .first()
    )
    choices = AreaChoices()
    if head and head.municipality:
        municipality = head.municipality
        department, epci = municipality.department, municipality.intermunicipality
        if epci:
            choices.wide.append((f"intermunicipality:{epci.code}", epci.name))
            choices.municipalities = list(epci.municipalities.order_by("name").values_list("pk", "name"))
        choices.wide.append((f"department:{department.code}", department.name))
        choices.wide.append((f"region:{department.region_id}", department.region.name))
    choices.wide.append(("country:FR", _("Toute la France")))
    proposed = {value for value, _name in choices.wide}
    ticked = {code for code, _name in choices.municipalities}
    areas = list(organization.served_areas.order_by("pk"))
    others = [area for area in areas if f"{area.kind}:{area.code}" not in proposed and area.code not in ticked]
    choices.initial = {
        "wide": [f"{area.kind}:{area.code}" for area in areas if f"{area.kind}:{area.code}" in proposed],
        "municipalities": [area.code for area in areas if area.kind == "municipality" and area.code in ticked],
        "others": _written(others),
    }
    return choices


def _written(areas: list) -> list[str]:
    """The words that `areas_named` reads back, one query a kind."""
    words = []
    for kind, model in (("region", Region), ("department", Department), ("intermunicipality", Intermunicipality)):
        codes = [area.code for area in areas if area.kind == kind]
        if codes:
            rows: Any = model.objects.filter(pk__in=codes)
            words += list(rows.values_list("name", flat=True))
    codes = [area.code for area in areas if area.kind == "municipality"]
    if codes:
        words += [f"{row.name} ({row.department_id})" for row in Municipality.objects.filter(pk__in=codes)]
    return words


# Numbers that `territory.drawing` tints: a commune served, and the one where the organization is.
_SERVED, _HOME = 4, 13


@dataclass(frozen=True)
class ServedMap:
    """The communes around the head office: those served, and the words that say the same."""

    drawing: Drawing
    words: str


def served_map(organization: Organization, head: Place | None, areas: list[tuple[str, str]]) -> ServedMap | None:
    """Draw where the organization works, on the map of its head office's intermunicipality; None when there is none.

    `areas`: (kind, code) of the served areas. Three queries at most.
    """
    municipality = head.municipality if head else None
    if municipality is None or municipality.intermunicipality_id is None:
        return None
    cells = honeycomb_cells(f"epci:{municipality.intermunicipality_id}")
    if not cells:
        return None
    whole = {
        ("country", "FR"), ("department", municipality.department_id), ("intermunicipality",
        municipality.intermunicipality_id),
    }  # fmt: skip
    everywhere = bool(whole & set(areas)) or any(kind == "region" for kind, _code in areas)
    served = {code for kind, code in areas if kind == "municipality"}
    counts = {cell.insee_code: _SERVED for cell in cells if everywhere or cell.insee_code in served}
    others = len(counts.keys() - {municipality.pk})
    counts[municipality.pk] = _HOME
    if others:
        words = ngettext(
            "À %(place)s et dans %(count)s autre commune autour.",
            "À %(place)s et dans %(count)s autres communes autour.",
            others,
        ) % {"place": municipality.name, "count": others}
    else:
        words = _("À %(place)s.") % {"place": municipality.name}
    return ServedMap(draw(cells, counts), words)
