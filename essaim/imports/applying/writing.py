"""Write what a chunk of rows made and changed."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import models

from essaim.kernel.bulk import insert, take_ids
from essaim.organizations import completeness
from essaim.organizations.actions import refresh_completeness
from essaim.organizations.enums import WHOLE_PAGE, PlaceKind
from essaim.organizations.models import FieldSource, Organization, OtherName, Place, ServedArea, Status
from essaim.organizations.naming import slug_of, slug_of_folded

from ..planning import Context, Entry, PlaceState
from ..planning.entry import FIELDS, PLACE_FIELDS
from .snapshot import Snapshot, digest

_EMPTY: dict[str, Any] = dict.fromkeys(FIELDS, "") | {
    "siren": None, "siret": None, "rna": None, "founded_on": None, "closed_on": None, "ess_basis": "unknown",
    "listed": True,
}  # fmt: skip
_COLUMNS = ("id", "folded_name", "slug", "completeness", "created_at", "updated_at", *FIELDS)
_SHOWN = ("summary", "description", "legal_category", "headcount", "founded_on", "website")
REFRESHED_AT_ONCE = 500


def write(
    entries: Iterable[Entry], *, context: Context, user_id: int | None, now: datetime, today: date, snapshot: Snapshot
) -> tuple[list[int], list[int]]:
    """Write the new entries and the changed ones. Returns (ids made, ids changed); fills the snapshot for the undo."""
    entries = list(entries)
    new = [entry for entry in entries if entry.new]
    changed = [entry for entry in entries if not entry.new and entry.changed]
    _insert_organizations(new, now)
    _update_organizations(changed, now)
    place_ids = iter(take_ids(Place, sum(place.pk is None for entry in [*new, *changed] for place in entry.places)))
    places, names, statuses, areas, sources = [], [], [], [], []
    for entry in [*new, *changed]:
        added = []
        for place in entry.places:
            if place.pk is None:
                place.pk = next(place_ids)
                added.append(place.pk)
                places.append([place.pk, entry.pk, *place.values()])
        names += [[entry.pk, entry.other_names[folded], folded] for folded in entry.added_names]
        statuses += [[entry.pk, kind, "", "", None, None] for kind in entry.added_statuses]
        areas += [[entry.pk, "department", code] for code in entry.added_areas]
        if entry.new:
            snapshot.made(entry.pk, digest(map(entry.values.get, FIELDS), map(PlaceState.values, entry.places)))
        else:
            snapshot.changed(entry, added)
        sources += [
            [entry.pk, field, context.source, context.detail, user_id, today]
            for field in _lines(entry, context, snapshot)
        ]
    _move_heads(changed)
    insert(Place, ("id", "organization_id", *PLACE_FIELDS), places)
    insert(OtherName, ("organization_id", "name", "folded_name"), names)
    insert(Status, ("organization_id", "kind", "label", "proof", "valid_from", "valid_until"), statuses)
    insert(ServedArea, ("organization_id", "kind", "code"), areas)
    _forget_sources(changed)
    insert(FieldSource, ("organization_id", "field", "source", "detail", "user_id", "seen_on"), sources)
    ids = [entry.pk for entry in changed]
    for start in range(0, len(ids), REFRESHED_AT_ONCE):
        refresh_completeness(ids[start : start + REFRESHED_AT_ONCE])
    return [entry.pk for entry in new], ids


def _lines(entry: Entry, context: Context, snapshot: Snapshot) -> Iterable[str]:
    """The fields whose provenance is to be written; of a page that this import made, one line says it all."""
    if entry.new:
        return (WHOLE_PAGE,)
    if entry.pk in snapshot.made_organizations and entry.sources.get(WHOLE_PAGE) == (context.source, context.detail):
        return entry.touched_fields & entry.sources.keys()
    return entry.touched_fields


def _insert_organizations(new: list[Entry], now: datetime) -> None:
    rows = []
    for entry, pk in zip(new, take_ids(Organization, len(new)), strict=True):
        entry.pk = pk
        get = entry.values.get
        values = [get(name, _EMPTY[name]) for name in FIELDS]
        slug = slug_of_folded(entry.folded)
        rows.append([pk, entry.folded, slug, _completeness(entry), now, now, *values])
    insert(Organization, _COLUMNS, rows)


def _completeness(entry: Entry) -> int:
    """What `organizations.queries.what_pages_hold` would say of a page that only an import wrote."""
    get = entry.values.get
    present = {name for name in _SHOWN if get(name)}
    if get("siren") or get("siret") or get("rna"):
        present.add("number")
    if get("email") or get("phone"):
        present.add("contact")
    if entry.areas:
        present.add("served_area")
    if any(place.kind == PlaceKind.HEAD_OFFICE and place.municipality_id for place in entry.places):
        present.add("head_office")
    return completeness.score(present)


def _update_organizations(changed: list[Entry], now: datetime) -> None:
    """One statement for each set of columns: few sets make up nearly all the rows."""
    by_columns: dict[tuple[str, ...], list[Entry]] = {}
    for entry in changed:
        by_columns.setdefault(tuple(sorted(entry.before)), []).append(entry)
    for columns, entries in by_columns.items():
        objects = []
        for entry in entries:
            row = Organization(pk=entry.pk, updated_at=now)
            for name in columns:
                setattr(row, name, entry.values.get(name, _EMPTY[name]))
            if "name" in columns:
                row.folded_name, row.slug = entry.folded, slug_of(entry.name)
            objects.append(row)
        written = [*columns, "updated_at", *(["folded_name", "slug"] if "name" in columns else [])]
        if columns:
            Organization.objects.bulk_update(objects, written, batch_size=200)
        else:
            Organization.objects.filter(pk__in=[entry.pk for entry in entries]).update(updated_at=now)


def _move_heads(changed: list[Entry]) -> None:
    """Places that were there: those that lose the head office first, since there is one at most at any moment."""
    touched: list[PlaceState] = [place for entry in changed for place in entry.places if place.before]
    for place in sorted(touched, key=lambda place: place.kind == PlaceKind.HEAD_OFFICE):
        Place.objects.filter(pk=place.pk or 0).update(**{name: getattr(place, name) for name in place.before})


def _forget_sources(changed: list[Entry]) -> None:
    """The lines that new ones replace."""
    by_fields: dict[tuple[str, ...], list[int]] = {}
    for entry in changed:
        if fields := tuple(sorted(entry.touched_fields & entry.sources.keys())):
            by_fields.setdefault(fields, []).append(entry.pk)
    for fields, pks in by_fields.items():
        for start in range(0, len(pks), 1000):
            condition = models.Q(organization__in=pks[start : start + 1000], field__in=fields)
            FieldSource.objects.filter(condition).delete()
