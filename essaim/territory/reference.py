"""The packaged reference of the territory and its loading (data/ is written by scripts/build_territory.py).

INSEE's geographic code of 1 January 2026, DGCL's intercommunalities, La Poste's postal codes, IGN's outlines; all under
Licence Ouverte 2.0.
"""

import csv
import gzip
import io
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models.fields.reverse_related import ManyToOneRel

from essaim.kernel.bulk import insert
from essaim.kernel.text import fold

from .enums import OutlineKind
from .models import Department, FormerMunicipality, Intermunicipality, Municipality, Outline, PostalCode, Region

DATA = Path(__file__).parent / "data"
BATCH = 5_000


@dataclass(frozen=True)
class Loaded:
    """How many rows of each kind the reference now holds; `merged`: communes gone since, given to their successor."""

    regions: int = 0
    departments: int = 0
    intermunicipalities: int = 0
    municipalities: int = 0
    postal_codes: int = 0
    former_municipalities: int = 0
    outlines: int = 0
    merged: int = 0


def packaged_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged table: regions, departments, intermunicipalities, municipalities, …"""
    plain = DATA / f"{name}.csv"
    data = plain.read_bytes() if plain.exists() else gzip.decompress((DATA / f"{name}.csv.gz").read_bytes())
    return csv.DictReader(io.StringIO(data.decode(), newline=""))


def packaged_outlines() -> Iterator[dict]:
    """Yield {kind, code, geometry} for intercommunalities and departments."""
    with gzip.open(DATA / "outlines.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def load_territory(*, intermunicipality_codes: Collection[str] | None = None) -> Loaded:
    """Bring the packaged territory into the database, all of it or only the communes of some intercommunalities.

    Idempotent. Places and outlines already there are kept: they may have been refreshed since. A commune that the
    packaged year no longer has gives what pointed to it to its successor, when that is known.
    Raises LookupError (a sentence, then the SIREN) for an intermunicipality that does not exist.
    """
    wanted = None if intermunicipality_codes is None else frozenset(intermunicipality_codes)
    intermunicipalities = [row for row in packaged_rows("intermunicipalities") if _in(wanted, row["siren"])]
    if wanted is not None and (unknown := wanted - {row["siren"] for row in intermunicipalities}):
        raise LookupError("No such intermunicipality", sorted(unknown))
    rows = [row for row in packaged_rows("municipalities") if _in(wanted, row["intermunicipality"])]
    known = {row["insee"] for row in rows}
    former = [row for row in packaged_rows("former_municipalities") if row["municipality"] in known]
    with transaction.atomic():
        regions = _upsert(Region, [{"code": r["code"], "name": r["name"]} for r in packaged_rows("regions")])
        departments = _upsert(
            Department,
            [{"code": r["code"], "name": r["name"], "region_id": r["region"]} for r in packaged_rows("departments")],
        )
        _upsert(
            Intermunicipality,
            [
                {"code": r["siren"], "name": r["name"], "kind": r["kind"], "population": int(r["population"])}
                for r in intermunicipalities
            ],
        )
        _upsert(Municipality, _municipalities(rows))
        _upsert(
            FormerMunicipality,
            [
                {
                    "insee_code": r["insee"],
                    "name": r["name"],
                    "folded_name": fold(r["name"]),
                    "kind": r["kind"],
                    "municipality_id": r["municipality"],
                }
                for r in former
            ],
        )
        postal_codes = _replace_postal_codes(rows)
        outlines = _add_outlines(wanted, {row["department"] for row in rows})
        merged = _give_to_successors(known) if wanted is None else 0
    return Loaded(
        regions=regions,
        departments=departments,
        intermunicipalities=len(intermunicipalities),
        municipalities=len(rows),
        postal_codes=postal_codes,
        former_municipalities=len(former),
        outlines=outlines,
        merged=merged,
    )


def _in(wanted: frozenset[str] | None, code: str) -> bool:
    return wanted is None or code in wanted


def _upsert(model: type[models.Model], rows: list[dict[str, Any]]) -> int:
    """Insert the rows (all of the same columns), or bring those of the same primary key up to date."""
    manager = model._default_manager
    if rows and not manager.exists():
        insert(model, list(rows[0]), (list(row.values()) for row in rows))
        return len(rows)
    key = model._meta.pk.name
    fields = [field.name for field in model._meta.concrete_fields if field.name != key]
    manager.bulk_create(
        [model(**row) for row in rows],
        batch_size=BATCH, update_conflicts=True, unique_fields=[key], update_fields=fields,
    )  # fmt: skip
    return len(rows)


def _municipalities(rows: list[dict[str, str]]) -> list[dict[str, Any]]:
    placed = Municipality.objects.filter(latitude__isnull=False)
    kept = {code: (y, x) for code, y, x in placed.values_list("insee_code", "latitude", "longitude")}
    found = []
    for row in rows:
        packaged = (float(row["latitude"]), float(row["longitude"])) if row["latitude"] else (None, None)
        latitude, longitude = kept.get(row["insee"], packaged)
        found.append(
            {
                "insee_code": row["insee"],
                "name": row["name"],
                "folded_name": fold(row["name"]),
                "department_id": row["department"],
                "intermunicipality_id": row["intermunicipality"] or None,
                "siren": row["siren"],
                "population": int(row["population"]),
                "latitude": latitude,
                "longitude": longitude,
            }
        )
    return found


def _replace_postal_codes(rows: list[dict[str, str]]) -> int:
    wanted = {(code, row["insee"]) for row in rows for code in row["postal"].split()}
    codes = {row["insee"] for row in rows}
    present = {
        (code, insee): key
        for key, code, insee in PostalCode.objects.values_list("pk", "code", "municipality_id")
        if insee in codes
    }
    gone = [key for pair, key in present.items() if pair not in wanted]
    for start in range(0, len(gone), 500):
        PostalCode.objects.filter(pk__in=gone[start : start + 500]).delete()
    insert(PostalCode, ["code", "municipality_id"], sorted(wanted - present.keys()))
    return len(wanted)


def _add_outlines(wanted: frozenset[str] | None, departments: set[str]) -> int:
    """Add the packaged outlines that are not there yet; return how many the loaded territories have."""
    present = set(Outline.objects.exclude(kind=OutlineKind.MUNICIPALITY).values_list("kind", "code"))
    count, objects = 0, []
    for outline in packaged_outlines():
        department = outline["kind"] == OutlineKind.DEPARTMENT
        if outline["code"] in departments if department else _in(wanted, outline["code"]):
            count += 1
            if (outline["kind"], outline["code"]) not in present:
                objects.append(Outline(**outline))
    Outline.objects.bulk_create(objects, batch_size=500)
    return count


def _give_to_successors(known: set[str]) -> int:
    """Take away communes that are no more, after moving what points to them, whoever owns it, to their successor."""
    gone = [m for m in Municipality.objects.only("insee_code") if m.pk not in known]
    successors = dict(FormerMunicipality.objects.values_list("insee_code", "municipality_id"))
    merged = 0
    for old in gone:
        successor = successors.get(old.pk)
        if not successor or successor == old.pk:
            continue  # without a successor it stays: what points to it must not be lost
        for relation in Municipality._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ManyToOneRel):  # one-to-one relations are a kind of these
                continue
            field, owner = relation.field.name, relation.field.model
            for row in owner._base_manager.filter(**{field: old.pk}):
                try:
                    with transaction.atomic():
                        type(row)._base_manager.filter(pk=row.pk).update(**{field: successor})
                except IntegrityError:
                    row.delete()  # the successor already has this very row
        Outline.objects.filter(kind=OutlineKind.MUNICIPALITY, code=old.pk).delete()
        old.delete()
        merged += 1
    return merged
