"""Probable duplicates among organizations whose names are not quite the same."""

from collections.abc import Sequence

from essaim.organizations.models import Organization

from ..cleaning.names import bare_key, is_common
from ..cleaning.record import Record
from .entry import Entry
from .known import Known
from .matching import NEW, Match, numbers_differ

Key = tuple[str, str]  # bare name, INSEE code


class Likeness:
    """The names of all organizations without their small and legal words, by commune: read once, when first needed."""

    def __init__(self) -> None:
        self._pks: dict[Key, list[int]] | None = None
        self._made: dict[Key, list[Entry]] = {}

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
            return NEW
        for entry in [
            *(known.by_pk[pk] for pk in (self._pks or {}).get(key, ()) if pk in known.by_pk),
            *self._made.get(key, ()),
        ]:
            if record.siren and entry.values.get("siren"):
                continue
            if not numbers_differ(record, entry):
                return Match(entry, "close_name", {"other": entry.name})
        return NEW


def _key(record: Record) -> Key | None:
    if record.refusal or not record.place or not record.place.insee_code or is_common(record.folded):
        return None
    return bare_key(record.folded), record.place.insee_code
