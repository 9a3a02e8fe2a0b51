"""Which organization does a row speak of? By its numbers first, else by its name and where it is."""

from dataclasses import dataclass, field
from typing import Any

from essaim.kernel.text import fold
from essaim.territory.names import department_of_code

from ..cleaning.names import is_common
from ..cleaning.record import Record
from .entry import Entry
from .known import Known

SAME, DEPARTMENT, NOWHERE, UNKNOWN, ELSEWHERE = "same", "department", "nowhere", "unknown", "elsewhere"


@dataclass(frozen=True, slots=True)
class Match:
    """`entry` None: a new organization. `reason` set: a probable duplicate of `entry`, for a person to say."""

    entry: Entry | None = None
    reason: str = ""
    values: dict[str, Any] = field(default_factory=dict)


NEW = Match()


def find(record: Record, known: Known, detail: str) -> Match:
    """Tell which organization a row speaks of. `detail`: the file's name, as its earlier imports wrote it."""
    by_rna = known.by_rna.get(record.rna) if record.rna else None
    if record.siren and (entry := known.by_siren.get(record.siren) or known.by_siret.get(record.siret)):
        if by_rna is not None and by_rna is not entry:
            return Match(entry, "numbers_disagree", {"other": entry.name})
        return Match(entry)
    if by_rna is not None:
        if record.siren and by_rna.values.get("siren"):
            return Match(by_rna, "other_siren", {"other": by_rna.name})
        return Match(by_rna)
    if not record.folded:
        return NEW
    return _by_name(record, known, detail)


def _by_name(record: Record, known: Known, detail: str) -> Match:
    near: dict[str, list[Entry]] = {}
    for entry in known.by_name.get(record.folded, ()):
        if not numbers_differ(record, entry):
            near.setdefault(relation(record, entry), []).append(entry)
    for place in (SAME, DEPARTMENT, NOWHERE, UNKNOWN):
        if not (found := near.get(place)):
            continue
        entry = found[0]
        if len(found) > 1:
            return Match(entry, "same_name_several", {"other": entry.name, "count": len(found)})
        if place == SAME:
            return Match(entry)
        if is_common(record.folded):
            return Match(entry, "common_name", {"other": entry.name})
        if place == UNKNOWN and not (entry.said or entry.source_of("name")[1] == detail):
            return Match(entry, "same_name_far", {"other": entry.name})
        return Match(entry)
    return NEW


def numbers_differ(record: Record, entry: Entry) -> bool:
    siren, rna = entry.values.get("siren", ""), entry.values.get("rna", "")
    if record.lost and not (entry.values.get("siret") or siren).startswith(record.lost[:9]):
        return True
    return bool((record.siren and siren and record.siren != siren) or (record.rna and rna and record.rna != rna))


def relation(record: Record, entry: Entry) -> str:
    """Say how the place of a row stands to those of an organization: the same, its department, not known, elsewhere."""
    place = record.place
    insee, postal, city = (place.insee_code, place.postal_code, place.city) if place else ("", "", "")
    precise = False
    for other in entry.places:
        if other.municipality_id or other.postal_code or other.city:
            precise = True
            if insee and other.municipality_id:
                if insee == other.municipality_id:
                    return SAME
            elif postal and other.postal_code:
                if postal == other.postal_code:
                    return SAME
            elif city and other.city and fold(city) == fold(other.city):
                return SAME
    if insee or postal or city:
        if precise:
            return ELSEWHERE
        mine = set(department_of_code(insee or postal)) if insee or postal else {record.department} - {""}
        if not entry.areas:
            return UNKNOWN
        return DEPARTMENT if mine & entry.areas else ELSEWHERE if mine else UNKNOWN
    theirs = entry.departments()
    if record.department:
        return (DEPARTMENT if record.department in theirs else ELSEWHERE) if theirs else UNKNOWN
    return UNKNOWN if theirs or precise else NOWHERE
