"""Find in bulk which organizations a file's rows, or each other, probably are.

    index = DuplicateIndex.from_database()
    for match in find_probable(candidates, index): ...

Rows are only compared with those that share a telling word in the same department, a common word in the same commune,
initials, or a number: twenty comparisons a row instead of all. The index of 250,000 organizations is a few arrays.
"""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from essaim.territory.names import plain_name, postal_code
from essaim.territory.queries import municipality_finder

from ..models import Organization, OtherName, Place
from .matching import PROBABLE, Reason, Record, compare, explain, make_record
from .names import NameForm
from .places import Whereabouts, read_place

COMPARED = 16  # how many of those that share something are compared: the ones that share the rarest things
LONGEST_POSTING = 400  # what more organizations share tells nothing
TELLING = 0.6  # a word from this weight on is looked for in the department, a lesser one in the commune only
KEPT_RECORDS = 40_000
CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row to be recognized. All but `key` and `name` may be empty."""

    key: str | int
    name: str
    acronym: str = ""
    insee: str = ""
    postal: str = ""
    city: str = ""
    department: str = ""
    siren: str = ""
    siret: str = ""
    rna: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`organization_id` is probably what `candidate_key` names. `score` 0 to 1 (matching.SAME, matching.PROBABLE)."""

    candidate_key: str | int
    organization_id: int
    score: float
    reasons: tuple[Reason, ...]

    @property
    def sentences(self) -> list[str]:
        """Why, in sentences, in the reader's language."""
        return explain(self.reasons)


@dataclass(slots=True)
class _Row:
    pk: int
    name: str
    acronym: str
    siren: str
    siret: str
    rna: str


class DuplicateIndex:
    """Organizations, found by what they share. Build it with `from_database`, or `from_rows` for what is elsewhere."""

    def __init__(self) -> None:
        self.finder = municipality_finder()
        self._rows: list[_Row] = []
        self._places: dict[int, Whereabouts] = {}
        self._others: dict[int, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._keys, self._owners = array("q"), array("L")
        self._records: OrderedDict[int, Record] = OrderedDict()
        self._known: dict[tuple[str, str, str, str], Whereabouts] = {}

    @classmethod
    def from_database(cls) -> "DuplicateIndex":
        """Index every organization that was not merged into another. Four queries."""
        index = cls()
        for organization, name in OtherName.objects.values_list("organization_id", "name").iterator(CHUNK):
            index._others.setdefault(organization, []).append(name)
        places = Place.objects.filter(kind="head_office").values_list(
            "organization_id", "municipality_id", "postal_code", "city"
        )
        for organization, insee, postal, city in places.iterator(CHUNK):
            index._places[organization] = index.place(insee or "", postal, city)
        rows = Organization.objects.filter(merged_into=None).order_by("pk")
        for row in rows.values_list("pk", "name", "acronym", "siren", "siret", "rna").iterator(CHUNK):
            index._add(_Row(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or ""))
        index._seal()
        return index

    def place(self, insee: str = "", postal: str = "", city: str = "", department: str = "") -> Whereabouts:
        """The place, as the territory knows it; each is read once."""
        key = (insee, postal, plain_name(city), department)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = read_place(
                insee=insee, postal=postal_code(postal), city=city, department=department, finder=self.finder
            )
        return known

    def _add(self, row: _Row) -> None:
        position = len(self._rows)
        self._rows.append(row)
        for number in (row.siren, row.siret, row.rna):
            if number:
                self._numbers[number] = position
        record = self._read(row)
        for key in set(_keys_of(record)):
            self._keys.append(key)
            self._owners.append(position)

    def _read(self, row: _Row) -> Record:
        return make_record(
            row.name,
            other_names=[row.acronym, *self._others.get(row.pk, ())],
            place=self._places.get(row.pk, Whereabouts()),
            siren=row.siren,
            siret=row.siret,
            rna=row.rna,
        )

    def _seal(self) -> None:
        keys = np.frombuffer(self._keys, dtype=np.int64) if self._keys else np.empty(0, np.int64)
        owners = np.array(self._owners, dtype=np.uint32)
        order = np.argsort(keys, kind="stable")
        self._sorted_keys, self._sorted_owners = keys[order], owners[order]
        self._keys, self._owners = array("q"), array("L")

    def record(self, position: int) -> Record:
        """The record at that position, read when first compared; the last ones read are kept."""
        if (record := self._records.get(position)) is None:
            record = self._records[position] = self._read(self._rows[position])
            if len(self._records) > KEPT_RECORDS:
                self._records.popitem(last=False)
        return record

    def __len__(self) -> int:
        return len(self._rows)

    def near(self, record: Record) -> list[int]:
        """Positions of the organizations worth comparing, those that share the rarest things first."""
        keys = np.fromiter(set(_keys_of(record, looking=True)), dtype=np.int64)
        starts = np.searchsorted(self._sorted_keys, keys, side="left")
        ends = np.searchsorted(self._sorted_keys, keys, side="right")
        shared: dict[int, float] = {}
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            count = end - start
            if 0 < count <= LONGEST_POSTING:
                for owner in self._sorted_owners[start:end].tolist():
                    shared[owner] = shared.get(owner, 0.0) + 1 / (count + 2)
        best = sorted(shared, key=lambda owner: -shared[owner])[:COMPARED]
        numbered = [self._numbers[n] for n in (record.siret, record.siren, record.rna) if n and n in self._numbers]
        return list(dict.fromkeys([*numbered, *best]))

    def matches(self, record: Record, threshold: float) -> list[tuple[int, float, tuple[Reason, ...]]]:
        """(organization's pk, score, reasons) of those from the threshold on, the surest first."""
        found = []
        for position in self.near(record):
            verdict = compare(record, self.record(position))
            if verdict.score >= threshold:
                found.append((self._rows[position].pk, verdict.score, verdict.reasons))
        return sorted(found, key=lambda match: (-match[1], match[0]))

    def records(self) -> Iterator[tuple[int, Record]]:
        """(pk, record) of every organization of the index."""
        for position, row in enumerate(self._rows):
            yield row.pk, self.record(position)


def _zones(place: Whereabouts) -> list[str]:
    return [department[:2] if department in ("2A", "2B") else department for department in place.departments][:1]


def _keys_of(record: Record, *, looking: bool = False) -> Iterator[int]:
    """Numbers that two records which may be the same body have in common.

    A row whose department is not known is only found by its words together, or among others that have none.
    """
    zones = _zones(record.place) or ["?"]
    if looking and zones != ["?"]:
        zones = [*zones, "?"]
    city = record.place.insee or record.place.bare_city
    for form in record.names:
        yield hash(("*", *sorted(word.stem for word in form.words if word.weight > 0.1)))
        for zone in zones:
            for key in _word_keys(form):
                yield hash((zone, key))
        if city:
            for word in form.words:
                if 0.1 < word.weight < TELLING:
                    yield hash((city, word.stem))


def _word_keys(form: NameForm) -> Iterator[str]:
    telling = [word.stem for word in form.words if word.weight >= TELLING]
    for stem in telling:
        yield stem[:5]
        if len(stem) >= 6:
            # The consonants after the first letter: what a letter amiss at the beginning leaves.
            yield "~" + "".join(letter for letter in stem[1:] if letter not in "aeiouyh")[:5]
        if 3 <= len(stem) <= 8:
            yield "=" + stem
    initials = "".join(word.stem[0] for word in form.words)
    if len(initials) >= 3:
        yield "=" + initials
        if form.words[0].stem == "association":
            yield "=" + initials[1:]
        else:
            yield "=a" + initials


def find_probable(
    candidates: Iterable[Candidate], index: DuplicateIndex, *, threshold: float = PROBABLE, limit: int = 3
) -> list[Match]:
    """For each candidate, the organizations that it probably is: at most `limit`, the surest first; none otherwise."""
    found = []
    for candidate in candidates:
        record = make_record(
            candidate.name,
            other_names=[candidate.acronym],
            place=index.place(candidate.insee, candidate.postal, candidate.city, candidate.department),
            siren=candidate.siren,
            siret=candidate.siret,
            rna=candidate.rna,
        )
        found += [
            Match(candidate.key, pk, score, reasons) for pk, score, reasons in index.matches(record, threshold)[:limit]
        ]
    return found
