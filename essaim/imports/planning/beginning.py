"""A new organization: most rows of a first import, so what they bring is written at once."""

from typing import Any

from essaim.organizations.enums import PlaceKind

from ..cleaning.record import Record
from .absorb import FOLLOWING, Brought, add_name
from .entry import Entry, PlaceState


def begin(record: Record, pk: int) -> Entry:
    """Return the entry of a new organization, with all that its row brings: `absorb` on an empty page, at once."""
    values: dict[str, Any] = {"name": record.name, "ess_basis": "unknown", **record.values, "listed": not record.public}
    if record.values.get("listed") is False:
        values["listed"] = False
    place = record.place
    if record.siren:
        values["siren"] = record.siren
    if record.rna:
        values["rna"] = record.rna
    if record.siret and not (place and place.head_office is False):
        values["siret"] = record.siret
    entry = Entry(pk, record.folded, new=True, first_row=record.number, values=values)
    entry.touched_fields.update(values.keys() - FOLLOWING)
    entry.said.update(values)
    if "ess_basis" not in record.values:
        entry.said.discard("ess_basis")
    if place:
        kind = PlaceKind.SITE if place.head_office is False else PlaceKind.HEAD_OFFICE
        entry.places.append(
            PlaceState(
                str(kind), place.name[:120], place.siret, place.street, place.postal_code, place.city,
                place.insee_code or None, place.latitude, place.longitude,
            )
        )  # fmt: skip
        entry.touched_fields.add("places")
        entry.said.add("places")
    if record.other_names:
        for name in record.other_names:
            add_name(entry, name, Brought())
    if record.statuses:
        entry.statuses.update(record.statuses)
        entry.added_statuses += record.statuses
        entry.touched_fields.add("statuses")
    if record.department and record.department not in entry.departments():
        entry.areas.add(record.department)
        entry.added_areas.append(record.department)
        entry.touched_fields.add("served_areas")
    entry.said.add("")  # this file knows the organization
    return entry
