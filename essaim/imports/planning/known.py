"""What the database knows of the organizations that a chunk of rows may speak of, read in a few queries."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from essaim.organizations.models import FieldSource, Organization, OtherName, Place, ServedArea, Status

from ..cleaning.record import Record
from .entry import FIELDS, PLACE_FIELDS, Entry, PlaceState

MOST_AT_ONCE = 4_000  # keys in one IN (…), under the limits of both databases
_COLUMNS = ("pk", "folded_name", "merged_into_id", *FIELDS)


def by_slices(items: Iterable[Any]) -> Iterator[frozenset[Any]]:
    rest = list(items)
    for start in range(0, len(rest), MOST_AT_ONCE):
        yield frozenset(rest[start : start + MOST_AT_ONCE])


class Known:
    """Entries found by number or by name. `lock`: hold the rows read until the transaction ends (PostgreSQL)."""

    def __init__(self, *, lock: bool = False) -> None:
        self._lock = lock
        # A SIRET without its SIREN: what forms and imports never write, but the column allows.
        self._lone_sirets = Organization.objects.filter(siren=None).exclude(siret=None).exists()
        self.by_pk: dict[int, Entry] = {}
        self.by_siren: dict[str, Entry] = {}
        self.by_siret: dict[str, Entry] = {}
        self.by_rna: dict[str, Entry] = {}
        self.by_name: dict[str, list[Entry]] = {}
        self.spoken: dict[int, frozenset[str]] = {}  # what earlier chunks said of entries since forgotten
        self._patterns: dict[frozenset[str], frozenset[str]] = {}

    def prefetch(self, records: Sequence[Record]) -> None:
        """Read whatever these rows may speak of."""
        sirens = {r.siren for r in records if r.siren} - self.by_siren.keys()
        rnas = {r.rna for r in records if r.rna} - self.by_rna.keys()
        names = {r.folded for r in records if r.folded and not r.refusal}
        pks: set[int] = set()
        for field, keys in (("siren", sirens), ("rna", rnas), ("folded_name", names)):
            for some in by_slices(keys):
                pks.update(Organization.objects.filter(**{f"{field}__among": some}).values_list("pk", flat=True))
        sirets = {r.siret for r in records if r.siret} - self.by_siret.keys() if self._lone_sirets else set()
        for some in by_slices(sirets):
            pks.update(Organization.objects.filter(siret__among=some, siren=None).values_list("pk", flat=True))
        for some in by_slices(names):
            pks.update(OtherName.objects.filter(folded_name__among=some).values_list("organization_id", flat=True))
        for name in names:
            self.by_name.setdefault(name, [])
        self.load(pks)

    def load(self, pks: Iterable[int]) -> None:
        """Read these organizations whole; a merged one gives way to the one it was merged into."""
        wanted = set(pks) - self.by_pk.keys()
        for some in by_slices(wanted):
            self._load(some)

    def _load(self, pks: frozenset[int]) -> None:
        rows = Organization.objects.filter(pk__among=pks)
        if self._lock:
            rows = rows.select_for_update(of=("self",)).order_by("pk")
        merged: dict[int, list[tuple[str, ...]]] = {}
        fresh: dict[int, Entry] = {}
        for row in rows.values_list(*_COLUMNS):
            pk, folded, into = row[:3]
            values = {name: value for name, value in zip(FIELDS, row[3:], strict=True) if value not in (None, "")}
            if into:
                keys = tuple(values.get(name, "") for name in ("siren", "siret", "rna"))
                merged.setdefault(into, []).append((*keys, folded))
                continue
            fresh[pk] = Entry(pk, folded, values=values, said=set(self.spoken.get(pk, ())))
        self._load_parts(fresh)
        for entry in fresh.values():
            self.by_pk[entry.pk] = entry
            self.index(entry)
        if merged:
            self.load(merged)
            for into, former in merged.items():
                if target := self.by_pk.get(into):
                    for siren, siret, rna, folded in former:
                        self._index_numbers(target, siren, siret, rna)
                        self._index_name(target, folded)

    def _load_parts(self, fresh: dict[int, Entry]) -> None:
        some = frozenset(fresh)
        for pk, organization, *values in (
            Place.objects.filter(organization_id__among=some)
            .order_by("pk")
            .values_list("pk", "organization_id", *PLACE_FIELDS)
        ):
            fresh[organization].places.append(PlaceState(**dict(zip(PLACE_FIELDS, values, strict=True)), pk=pk))
        for organization, name, folded in OtherName.objects.filter(organization_id__among=some).values_list(
            "organization_id", "name", "folded_name"
        ):
            fresh[organization].other_names[folded] = name
        for organization, kind in Status.objects.filter(organization_id__among=some).values_list(
            "organization_id", "kind"
        ):
            fresh[organization].statuses.add(kind)
        for organization, code in ServedArea.objects.filter(organization_id__among=some, kind="department").values_list(
            "organization_id", "code"
        ):
            fresh[organization].areas.add(code)
        for organization, field, source, detail in FieldSource.objects.filter(organization_id__among=some).values_list(
            "organization_id", "field", "source", "detail"
        ):
            fresh[organization].sources[field] = (source, detail)

    def index(self, entry: Entry) -> None:
        """Make an entry findable by all that it now holds."""
        get = entry.values.get
        self._index_numbers(entry, get("siren", ""), get("siret", ""), get("rna", ""))
        self._index_name(entry, entry.folded)
        for folded in entry.other_names:
            self._index_name(entry, folded)

    def _index_numbers(self, entry: Entry, siren: str, siret: str, rna: str) -> None:
        if siren:
            self.by_siren.setdefault(siren, entry)
        if siret:
            self.by_siret.setdefault(siret, entry)
        if rna:
            self.by_rna.setdefault(rna, entry)

    def _index_name(self, entry: Entry, folded: str) -> None:
        known = self.by_name.setdefault(folded, [])
        if entry not in known:
            known.append(entry)

    def forget(self, *, written: bool) -> None:
        """After a chunk: keep what this file said of each organization, and, when nothing was written, what it made."""
        kept = [] if written else [entry for entry in self.by_pk.values() if entry.said]
        for entry in self.by_pk.values():
            if entry.said and written:
                pattern = frozenset(entry.said)
                self.spoken[entry.pk] = self._patterns.setdefault(pattern, pattern)
        for index in (self.by_pk, self.by_siren, self.by_siret, self.by_rna, self.by_name):
            index.clear()
        for entry in kept:
            self.by_pk[entry.pk] = entry
            self.index(entry)
