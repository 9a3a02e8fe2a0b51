"""What a row brings to its organization, and what it must leave alone."""

from dataclasses import dataclass, field
from typing import Any

from essaim.kernel.text import fold
from essaim.organizations.enums import PlaceKind, Source

from ..cleaning.address import street_key
from ..cleaning.names import fold_name, shouted
from ..cleaning.record import PlaceSaid, Record
from .entry import Entry, PlaceState

RANK: dict[str, int] = {
    str(source): rank
    for source, rank in (
        (Source.DEMO, 0), (Source.FILE, 1), (Source.API, 2), (Source.SIRENE, 2), (Source.PERSON, 9),
    )
}  # fmt: skip
OFFICIAL = {str(Source.API), str(Source.SIRENE)}
# A file's reading of these is less sure than what is there: it fills them, an official source corrects them.
FILLED_ONLY = {"legal_category", "family", "cooperative_kind", "ess_basis", "ess_note", "naf_nomenclature", "listed"}
# These follow from the legal category, the NAF code: their provenance is that of what they follow from.
FOLLOWING = {"family", "ess_basis", "ess_note", "naf_nomenclature", "listed"}
_DEGREE = 0.0015  # about 150 m


@dataclass
class Context:
    """`source`, `detail`: what FieldSource will say. `overwrite`: a person agreed to replace what people wrote."""

    source: str
    detail: str
    overwrite: bool = False


@dataclass
class Brought:
    """`changes`: field → [before, after]. `kept`: field → [value a person wrote, value of the file]."""

    changes: dict[str, list[Any]] = field(default_factory=dict)
    kept: dict[str, list[Any]] = field(default_factory=dict)


def absorb(entry: Entry, record: Record, context: Context) -> Brought:
    """Bring a row to its organization; return what changes, and what stays because a person wrote it."""
    brought = Brought()
    head = record.place.head_office if record.place else None
    numbers = [("siren", record.siren), ("rna", record.rna)]
    mine = record.siret.startswith(entry.values.get("siren") or record.siren)
    if record.siret and mine and head is not False and (head or not entry.values.get("siret")):
        numbers.append(("siret", record.siret))
    for name, value in numbers:
        # A number never takes the place of another, save the head office's when an official source says that it moved.
        if value and (not entry.values.get(name) or (name == "siret" and context.source in OFFICIAL)):
            _set(entry, name, value, context, brought)
    for name, value in record.values.items():
        if name != "listed":
            _set(entry, name, value, context, brought)
    site = _absorb_place(entry, record, context, brought) if record.place else False
    if record.name and not site:
        _absorb_name(entry, record.name, record.folded, context, brought)
    for name in record.other_names:
        add_name(entry, name, brought)
    if record.statuses and not (entry.is_by_person("statuses") and not context.overwrite):
        for status in record.statuses:
            if status not in entry.statuses:
                entry.statuses.add(status)
                entry.added_statuses.append(status)
                entry.touched_fields.add("statuses")
                brought.changes.setdefault("statuses", ["", ""])[1] += f" {status}"
    if record.department and record.department not in entry.departments() and not entry.is_by_person("served_areas"):
        entry.areas.add(record.department)
        entry.added_areas.append(record.department)
        entry.touched_fields.add("served_areas")
        brought.changes["served_areas"] = ["", record.department]
    entry.said.add("")  # this file knows the organization
    return brought


def _set(entry: Entry, name: str, value: Any, context: Context, brought: Brought) -> None:
    current = entry.values.get(name)
    if current == value or (name == "website" and current and _site(current) == _site(value)):
        entry.said.add(name)
        return
    if name in entry.said:
        return  # the first word of the file counts
    if current is not None and not (name == "ess_basis" and current == "unknown"):
        source, detail = entry.source_of(name)
        if source == Source.PERSON and not context.overwrite:
            brought.kept[name] = [current, value]
            entry.said.add(name)
            return
        ranked = source != Source.PERSON and RANK.get(source, 1) > RANK[context.source]
        fills = name in FILLED_ONLY and context.source not in OFFICIAL and detail != context.detail
        if ranked or fills:
            entry.said.add(name)
            return
    _write(entry, name, value, brought)


def _site(address: str) -> str:
    """Two ways to write one web address are one."""
    return address.lower().partition("://")[2].removeprefix("www.").rstrip("/")


def _write(entry: Entry, name: str, value: Any, brought: Brought) -> None:
    current = entry.values.get(name)
    if not entry.new:
        entry.before.setdefault(name, current)
        brought.changes[name] = ["" if current is None else current, value]
    elif entry.first_row:
        brought.changes.setdefault(name, ["", value])
    entry.values[name] = value
    entry.said.add(name)
    if name not in FOLLOWING:
        entry.touched_fields.add(name)


def _absorb_name(entry: Entry, name: str, folded: str, context: Context, brought: Brought) -> None:
    if folded == entry.folded:
        entry.said.add("name")
        # The same name, better written: capitals give way to small letters.
        if shouted(entry.name) and not shouted(name) and not entry.is_by_person("name"):
            _write(entry, "name", name, brought)
        return
    source, detail = entry.source_of("name")
    official = context.source in OFFICIAL and source not in {*OFFICIAL, Source.PERSON}
    corrects = bool(detail) and detail == context.detail and source == Source.FILE
    if "name" not in entry.said and folded not in entry.other_names and (official or corrects):
        previous = entry.name
        _write(entry, "name", name, brought)
        entry.folded = folded
        add_name(entry, previous, brought)
        return
    entry.said.add("name")
    add_name(entry, name, brought)


def add_name(entry: Entry, name: str, brought: Brought) -> None:
    folded = fold_name(name)
    if folded and folded != entry.folded and folded not in entry.other_names:
        entry.other_names[folded] = name
        entry.added_names.append(folded)
        brought.changes["other_names"] = ["", name]


def _absorb_place(entry: Entry, record: Record, context: Context, brought: Brought) -> bool:
    """Bring the place of a row. Returns whether the row speaks of a site, whose name is then the site's."""
    said = record.place
    assert said is not None
    same = next((place for place in entry.places if _same_place(place, said)), None)
    foreign = bool(record.siret and entry.values.get("siret") not in (None, record.siret))
    if entry.is_by_person("places") and not context.overwrite:
        if same is None and said.street:
            brought.kept.setdefault("places", ["", f"{said.street} {said.postal_code} {said.city}".strip()])
        return foreign
    if same is not None:
        _complete(same, said, entry, brought)
        if said.head_office and same.kind != PlaceKind.HEAD_OFFICE:
            _demote_head(entry)
            same.change("kind", str(PlaceKind.HEAD_OFFICE))
            _told(entry, brought, same)
        return same.kind == PlaceKind.SITE and foreign
    head = next((place for place in entry.places if place.kind == PlaceKind.HEAD_OFFICE), None)
    if head is None and said.head_office is not False:
        _add_place(entry, said, PlaceKind.HEAD_OFFICE, "", brought)
        return False
    if said.head_office:
        _demote_head(entry)
        _add_place(entry, said, PlaceKind.HEAD_OFFICE, "", brought)
        return False
    if head is not None and _corrects(entry, head, said, context):
        for name, value in _values(said).items():
            if value not in ("", None) or name in ("street", "latitude", "longitude"):
                head.change(name, value)
        _told(entry, brought, head)
        return False
    if not foreign and not said.siret and head is not None and "places" not in entry.said and _same_town(head, said):
        return False  # another file writes the same town's address otherwise
    _add_place(entry, said, PlaceKind.SITE, record.name if record.folded != entry.folded else "", brought)
    return True


def _corrects(entry: Entry, head: PlaceState, said: PlaceSaid, context: Context) -> bool:
    """The same file, brought again, corrects the head office that it gave; a SIRET of its own makes another place."""
    if "places" in entry.said or (said.siret and said.siret != head.siret):
        return False
    source, detail = entry.source_of("places")
    return source == context.source and detail == context.detail and len(entry.places) == 1


def _add_place(entry: Entry, said: PlaceSaid, kind: str, name: str, brought: Brought) -> None:
    place = PlaceState(kind=str(kind), **{**_values(said), "name": (said.name or name)[:120]})
    entry.places.append(place)
    _told(entry, brought, place)


def _told(entry: Entry, brought: Brought, place: PlaceState) -> None:
    entry.said.add("places")
    entry.touched_fields.add("places")
    brought.changes["places"] = ["", f"{place.street} {place.postal_code} {place.city}".strip()]


def _values(said: PlaceSaid) -> dict[str, Any]:
    return {
        "name": said.name, "siret": said.siret, "street": said.street, "postal_code": said.postal_code,
        "city": said.city, "municipality_id": said.insee_code or None, "latitude": said.latitude,
        "longitude": said.longitude,
    }  # fmt: skip


def _demote_head(entry: Entry) -> None:
    for place in entry.places:
        if place.kind == PlaceKind.HEAD_OFFICE:
            place.change("kind", str(PlaceKind.SITE))


def _complete(place: PlaceState, said: PlaceSaid, entry: Entry, brought: Brought) -> None:
    """Fill what the place lacks; change nothing that it has."""
    entry.said.add("places")
    missing = {name: value for name, value in _values(said).items() if value and not getattr(place, name)}
    if place.latitude is not None:
        missing.pop("longitude", None)
    if place.siret and missing.get("name"):
        missing.pop("name")
    for name, value in missing.items():
        place.change(name, value)
    if missing:
        _told(entry, brought, place)


def _same_town(place: PlaceState, said: PlaceSaid) -> bool:
    if place.municipality_id and said.insee_code:
        return place.municipality_id == said.insee_code
    if place.postal_code and said.postal_code:
        return place.postal_code == said.postal_code
    if place.city and said.city:
        return fold(place.city) == fold(said.city)
    return not (place.municipality_id or place.postal_code or place.city) and not (
        said.insee_code or said.postal_code or said.city
    )


def _same_place(place: PlaceState, said: PlaceSaid) -> bool:
    if place.siret and said.siret and place.siret != said.siret:
        return False
    located = bool(said.insee_code or said.postal_code or said.city)
    if place.siret and place.siret == said.siret and not (located and (place.municipality_id or place.postal_code)):
        return True
    if not located and not said.street and said.latitude is None:
        return False  # a SIRET alone, of another establishment
    if not _same_town(place, said):
        return False
    if place.street and said.street:
        return street_key(place.street) == street_key(said.street)
    if not located and None not in (place.latitude, place.longitude, said.latitude, said.longitude):
        return abs(place.latitude - said.latitude) + abs(place.longitude - said.longitude) < _DEGREE  # type: ignore[operator]
    return True
