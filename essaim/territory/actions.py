"""Writing the territory: outlines and centres from elsewhere, honeycombs. (Loading the packaged data: reference.py.)"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .enums import OutlineKind
from .geometry import centroid, simplify
from .honeycomb import build_honeycomb
from .models import Department, HexagonalMap, Intermunicipality, Municipality, Outline
from .sources import Shape

TOLERANCE_KM = {OutlineKind.MUNICIPALITY: 0.05, OutlineKind.INTERMUNICIPALITY: 0.25, OutlineKind.DEPARTMENT: 0.7}


@dataclass(frozen=True)
class Imported:
    """What an import wrote. `unknown`: codes of the source that the reference does not have (communes long merged…)."""

    outlines: int = 0
    centres: int = 0
    unknown: tuple[str, ...] = ()


def import_shapes(*, shapes: Iterable[Shape], source: str) -> Imported:
    """Store outlines, simplified, and centres; an outline gives a centre to the commune that has none.

    All or nothing. Raises Refusal when the source speaks of no territory that is known.
    """
    shapes = list(shapes)
    known = {
        OutlineKind.MUNICIPALITY: set(Municipality.objects.values_list("insee_code", flat=True)),
        OutlineKind.INTERMUNICIPALITY: set(Intermunicipality.objects.values_list("code", flat=True)),
        OutlineKind.DEPARTMENT: set(Department.objects.values_list("code", flat=True)),
    }
    used = {(shape.kind, shape.code): shape for shape in shapes if shape.code in known[shape.kind]}
    if not used:
        raise Refusal(
            _(
                "« %(file)s » ne parle d’aucun territoire connu ici. Chargez d’abord les communes avec "
                "essaim import territory, puis recommencez ; rien n’a été changé."
            )
            % {"file": source},
            code="nothing_known",
        )
    outlines = [
        Outline(kind=kind, code=code, geometry=simplify(shape.outline, TOLERANCE_KM[kind]))
        for (kind, code), shape in sorted(used.items())
        if shape.outline
    ]
    with transaction.atomic():
        Outline.objects.bulk_create(
            outlines,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["kind", "code"],
            update_fields=["geometry"],
        )
        centres = _set_centres([shape for (kind, _code), shape in used.items() if kind == OutlineKind.MUNICIPALITY])
    unknown = {shape.code for shape in shapes} - {code for _kind, code in used}
    return Imported(len(outlines), centres, tuple(sorted(unknown)))


def _set_centres(shapes: list[Shape]) -> int:
    """Write the centres that the source gives, and those of outlines where there was none."""
    without = set(Municipality.objects.filter(latitude__isnull=True).values_list("insee_code", flat=True))
    places = {}
    for shape in shapes:
        if shape.centre:
            places[shape.code] = shape.centre
        elif shape.outline and shape.code in without:
            places[shape.code] = centroid(shape.outline)
    rows = list(Municipality.objects.filter(insee_code__in=places).only("insee_code"))
    for row in rows:
        latitude, longitude = places[row.insee_code]
        row.latitude, row.longitude = round(latitude, 4), round(longitude, 4)
    Municipality.objects.bulk_update(rows, ["latitude", "longitude"], batch_size=500)
    return len(rows)


def compute_honeycomb(*, key: str, codes: Collection[str], intermunicipalities: Collection[str] = ()) -> HexagonalMap:
    """Lay the communes of these INSEE codes out as a honeycomb, and keep it under the key for the pages that show it.

    The outlines of the intermunicipalities, when they are known, give the cells their shape. Communes without a centre
    are left out. Raises Refusal when no commune has one.
    """
    rows = Municipality.objects.filter(insee_code__in=codes)
    places = [
        (code, latitude, longitude)
        for code, latitude, longitude in rows.values_list("insee_code", "latitude", "longitude")
        if latitude is not None and longitude is not None
    ]
    if not places:
        raise Refusal(
            _(
                "Aucune de ces communes n’a de coordonnées : la carte ne peut pas être dessinée. "
                "Lancez essaim import territory."
            ),
            code="no_place",
        )
    outlines = Outline.objects.filter(kind=OutlineKind.INTERMUNICIPALITY, code__in=intermunicipalities).order_by("code")
    comb = build_honeycomb(places, [outline.geometry for outline in outlines])
    row, _created = HexagonalMap.objects.update_or_create(
        key=key,
        defaults={
            "cells": {code: list(cell) for code, cell in comb.cells.items()},
            "cell_km": comb.cell_km,
            "mean_shift_km": comb.mean_shift_km,
            "greatest_shift_km": comb.greatest_shift_km,
            "computed_at": timezone.now(),
        },
    )
    return row


def compute_intermunicipality_honeycomb(*, code: str) -> HexagonalMap:
    """The honeycomb of all communes of one intermunicipality, under the key `epci:<code>`."""
    codes = Municipality.objects.filter(intermunicipality_id=code).values_list("insee_code", flat=True)
    return compute_honeycomb(key=f"epci:{code}", codes=list(codes), intermunicipalities=[code])
