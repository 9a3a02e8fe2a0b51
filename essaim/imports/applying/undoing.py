"""Take an import back, save what people, or other imports, changed since."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import ProtectedError
from django.utils.dateparse import parse_date

from essaim.organizations.actions import refresh_completeness
from essaim.organizations.enums import Source
from essaim.organizations.models import FieldSource, Organization, OtherName, Place, ServedArea, Status
from essaim.organizations.naming import folded, slug_of

from ..planning.entry import FIELDS, PLACE_FIELDS
from ..planning.known import by_slices
from .snapshot import Snapshot, digest, plain

# What an import writes of a page, and what is computed from it; whatever else points to it was made by people.
_OURS = {Place, OtherName, FieldSource, Status, ServedArea}
_DERIVED = {"search", "imports"}
_NULLABLE = {"siren", "siret", "rna", "founded_on", "closed_on"}
_DATES = {"founded_on", "closed_on"}


@dataclass
class Undone:
    """Ids of organizations. `kept`: those that changed since, left wholly or partly as they are."""

    removed: list[int] = field(default_factory=list)
    restored: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)


def undo_changes(snapshot: Snapshot) -> Undone:
    """Delete what the import made and give back what it changed. Within a transaction of the caller."""
    undone = Undone()
    for some in by_slices(snapshot.made_organizations):
        _remove(some, snapshot, undone)
    for some in by_slices(snapshot.changed_organizations):
        rows = {row.pk: row for row in Organization.objects.select_for_update().filter(pk__in=some)}
        for pk in some:
            if row := rows.get(pk):
                whole = _restore(row, snapshot.changed_organizations[pk])
                undone.restored.append(pk)
                if not whole:
                    undone.kept.append(pk)
        refresh_completeness(list(rows))
    return undone


def _remove(pks: Collection[int], snapshot: Snapshot, undone: Undone) -> None:
    rows = {
        pk: values
        for pk, *values in Organization.objects.select_for_update().filter(pk__in=pks).values_list("pk", *FIELDS)
    }
    places: dict[int, list[list[Any]]] = {}
    for organization, *values in Place.objects.filter(organization__in=pks).values_list(
        "organization_id", *PLACE_FIELDS
    ):
        places.setdefault(organization, []).append(list(values))
    claimed = _claimed(pks)
    same = [
        pk
        for pk, values in rows.items()
        if pk not in claimed and digest(values, places.get(pk, [])) == snapshot.made_organizations[pk]
    ]
    try:
        Organization.objects.filter(pk__in=same).delete()
    except ProtectedError:  # a relation that has no reverse name
        for pk in list(same):
            try:
                Organization.objects.filter(pk=pk).delete()
            except ProtectedError:
                same.remove(pk)
    undone.removed += same
    undone.kept += sorted(rows.keys() - set(same))


def _claimed(pks: Iterable[int]) -> set[int]:
    """Organizations that people have made something of: a member of a club, a page someone completed, …"""
    pks = list(pks)
    claimed = set(
        FieldSource.objects.filter(organization__in=pks, source=Source.PERSON).values_list("organization_id", flat=True)
    )
    claimed.update(Organization.objects.filter(pk__in=pks).exclude(merged_into=None).values_list("pk", flat=True))
    for relation in Organization._meta.related_objects:
        model = relation.related_model
        if model in _OURS or model._meta.app_label in _DERIVED:
            continue
        name = relation.field.name
        claimed.update(model._default_manager.filter(**{f"{name}__in": pks}).values_list(f"{name}_id", flat=True))
    return claimed


def _restore(row: Organization, kept: dict[str, Any]) -> bool:
    """Give an organization back what it had. Returns False when a value changed since, and so stays."""
    whole, back = True, []
    for name, (before, after) in kept["fields"].items():
        if plain(getattr(row, name)) != after:
            whole = False
            continue
        setattr(row, name, _value(name, before))
        back.append(name)
    if "name" in back:
        row.folded_name, row.slug = folded(row.name), slug_of(row.name)
    if back:
        row.save(update_fields=[*back, *(["folded_name", "slug"] if "name" in back else []), "updated_at"])
    whole = _restore_places(row.pk, kept) and whole
    OtherName.objects.filter(organization=row, folded_name__in=kept["names"]).delete()
    Status.objects.filter(organization=row, kind__in=kept["statuses"], label="").delete()
    ServedArea.objects.filter(organization=row, kind="department", code__in=kept["areas"]).delete()
    for name, source in kept["sources"].items():
        lines = FieldSource.objects.filter(organization=row, field=name).exclude(source=Source.PERSON)
        if source:
            lines.update(source=source[0], detail=source[1])
        else:
            lines.delete()
    return whole


def _restore_places(pk: int, kept: dict[str, Any]) -> bool:
    whole = True
    written_by_people = FieldSource.objects.filter(organization=pk, field="places", source=Source.PERSON).exists()
    if written_by_people and (kept["added_places"] or kept["places"]):
        return False
    Place.objects.filter(organization=pk, pk__in=kept["added_places"]).delete()
    changes = sorted(kept["places"].items(), key=lambda item: item[1].get("kind", [""])[0] == "head_office")
    for place_pk, values in changes:
        place = Place.objects.filter(organization=pk, pk=int(place_pk)).first()
        if place is None:
            whole = False
            continue
        for name, (before, after) in values.items():
            if getattr(place, name) == after:
                setattr(place, name, before)
            else:
                whole = False
        place.save()
    return whole


def _value(name: str, before: Any) -> Any:
    if before == "" and name in _NULLABLE:
        return None
    return parse_date(before) if name in _DATES and before else before
