"""Probable duplicates among organizations whose names are not quite the same."""

from collections.abc import Sequence

from essaim.organizations.duplicates.finding import Candidate, DuplicateIndex, find_probable
from essaim.organizations.duplicates.matching import Reason
from essaim.organizations.models import Organization

from ..cleaning.names import bare_key, is_common
from ..cleaning.record import Record
from .entry import Entry
from .known import Known
from .matching import NEW, Match, numbers_differ

# Rows without any number that are compared word by word with the whole directory (2 ms each): a club's own list, whole;
# a national file's first ones, after which the same name without its legal words still tells.
COMPARED = 1_000
LIKELY = 0.75  # the finder's score (0 to 1) from which a row is set aside for a person to say

Key = tuple[str, str]  # bare name, INSEE code


class Likeness:
    """The names of all organizations without their small and legal words, by commune: read once, when first needed."""

    def __init__(self) -> None:
        self._pks: dict[Key, list[int]] | None = None
        self._made: dict[Key, list[Entry]] = {}
        self._index: DuplicateIndex | None = None
        self._left = COMPARED

    def prepare(self, records: Sequence[Record], known: Known) -> None:
        """Read the organizations that look like these rows."""
        keys = {key for record in records if (key := _key(record))}
        if not keys:
            return
        if self._pks is None:
            self._pks = {}
            rows = Organization.objects.filter(merged_into=None, places__municipality__isnull=False)
            for pk, folded, insee in rows.values_list("pk", "folded_name", "places__municipality_id").iterator():
                self._pks.setdefault((bare_key(folded), insee), []).append(pk)
        known.load(pk for key in keys for pk in self._pks.get(key, ()))

    def add(self, entry: Entry) -> None:
        for place in entry.places:
            if place.municipality_id:
                self._made.setdefault((bare_key(entry.folded), place.municipality_id), []).append(entry)

    def settle(self) -> None:
        """What the last chunk made is in the database now: remember its id, let the rest go."""
        if self._pks is not None:
            for key, entries in self._made.items():
                self._pks.setdefault(key, []).extend(entry.pk for entry in entries)
        self._made.clear()

    def find(self, record: Record, known: Known) -> Match:
        """Return the organization that the row resembles, as a probable duplicate, or NEW."""
        key = _key(record)
        if not key:
            return self._compare(record, known)
        for entry in [
            *(known.by_pk[pk] for pk in (self._pks or {}).get(key, ()) if pk in known.by_pk),
            *self._made.get(key, ()),
        ]:
            if record.siren and entry.values.get("siren"):
                continue
            if not numbers_differ(record, entry):
                return Match(entry, "close_name", {"other": entry.name})
        return self._compare(record, known)

    def _compare(self, record: Record, known: Known) -> Match:
        if record.siren or record.rna or self._left <= 0 or is_common(record.folded):
            return NEW
        self._left -= 1
        if self._index is None:
            self._index = DuplicateIndex.from_database()
        place = record.place
        candidate = Candidate(
            record.number, record.name, acronym=str(record.values.get("acronym", "")),
            insee=place.insee_code if place else "", postal=place.postal_code if place else "",
            city=place.city if place else "", department=record.department,
        )  # fmt: skip
        for match in find_probable([candidate], self._index, threshold=LIKELY):
            if Reason.PLACE_UNKNOWN in match.reasons:
                continue  # an acronym in common somewhere in France says little
            known.load([match.organization_id])
            if (entry := known.by_pk.get(match.organization_id)) is not None:
                return Match(entry, "similar", {"other": entry.name, "why": " ".join(match.sentences)})
        return NEW


def _key(record: Record) -> Key | None:
    if record.refusal or not record.place or not record.place.insee_code or is_common(record.folded):
        return None
    return bare_key(record.folded), record.place.insee_code
