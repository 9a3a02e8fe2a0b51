"""Plans chunks of rows against what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..cleaning.record import Record
from ..enums import Decision, Outcome
from ..queries import said
from .absorb import Brought, Context, absorb
from .beginning import begin
from .entry import Entry
from .known import Known
from .likeness import Likeness
from .matching import NEW, Match, find


@dataclass(slots=True)
class Planned:
    """What becomes of one row. `entry`: the organization it made, changed, knew, or resembles."""

    number: int
    outcome: str
    name: str
    entry: Entry | None = None
    reason: str = ""
    details: dict[str, Any] = field(default_factory=dict)


class Planner:
    """Chunk after chunk; each row sees what the rows before it made.

    `decisions`: row number → Decision of a person about a probable duplicate. `set_aside`: rows that an earlier import
    of the same file set aside (`queries.set_aside_before`): until a person speaks, they stay so, even if what they
    resembled has changed since; the same file brought again makes nothing new.
    """

    def __init__(
        self,
        known: Known,
        context: Context,
        likeness: Likeness,
        decisions: Mapping[int, str] | None = None,
        set_aside: Mapping[tuple[str, ...], int] | None = None,
    ) -> None:
        self.known, self.context, self.likeness = known, context, likeness
        self.decisions = decisions or {}
        self.set_aside = set_aside or {}
        self._next = -1  # ids of organizations that the database does not have yet

    def plan(self, records: Sequence[Record]) -> list[Planned]:
        """Return what becomes of each row, in their order; the entries of `known` hold what is to be written."""
        self.known.prefetch(records)
        self.likeness.prepare(records, self.known)
        return [self._plan(record) for record in records]

    def _plan(self, record: Record) -> Planned:
        if record.refusal:
            return self._refused(record, *record.refusal)
        match = find(record, self.known, self.context.detail)
        if match is NEW:
            if record.lost:
                return self._refused(record, *next(note for note in record.notes if note[0] == "bad_number"))
            if not record.name:
                return self._refused(record, "no_name", {})
            match = self.likeness.find(record, self.known)
            if match is NEW and self.set_aside:
                match = self._still_aside(record)
        if match.reason:
            decision = self.decisions.get(record.number, Decision.LATER)
            if decision == Decision.LATER:
                return self._duplicate(record, match)
            match = Match(match.entry) if decision == Decision.SAME else NEW
            _drop_taken_numbers(record, match.entry, self.known)
        if match.entry is None:
            return self._create(record)
        return self._join(record, match.entry)

    def _still_aside(self, record: Record) -> Match:
        pk = self.set_aside.get(said(_about_record(record)))
        if pk is None:
            return NEW
        self.known.load([pk])
        entry = self.known.by_pk.get(pk)
        return Match(entry, "close_name", {"other": entry.name}) if entry is not None else NEW

    def _create(self, record: Record) -> Planned:
        entry = begin(record, self._next)
        self._next -= 1
        self.known.by_pk[entry.pk] = entry
        self.known.index(entry)
        self.likeness.add(entry)
        details = self._about(record, None)
        place = record.place
        where = f"{place.postal_code} {place.city}".strip() if place else record.department
        if about := " · ".join(filter(None, [record.siret or record.siren or record.rna, where])):
            details["about"] = about
        if record.public:
            details.setdefault("notes", []).append(["public", {}])
        return Planned(record.number, Outcome.CREATED, entry.name, entry, details=details)

    def _join(self, record: Record, entry: Entry) -> Planned:
        seen, first = bool(entry.said), entry.first_row
        brought = absorb(entry, record, self.context)
        entry.first_row = first or record.number
        details = self._about(record, brought)
        if brought.changes:
            self.known.index(entry)
            return Planned(record.number, Outcome.UPDATED, record.name or entry.name, entry, details=details)
        reason = "known_row" if seen and first else ""
        if reason:
            details["values"] = {"row": first}
        return Planned(record.number, Outcome.UNCHANGED, record.name or entry.name, entry, reason, details)

    def _duplicate(self, record: Record, match: Match) -> Planned:
        assert match.entry is not None
        details = self._about(record, None)
        details["values"] = match.values
        details["record"] = _about_record(record)
        if match.entry.new:
            details["there"] = _about_entry(match.entry)
        return Planned(record.number, Outcome.DUPLICATE, record.name, match.entry, match.reason, details)

    def _refused(self, record: Record, reason: str, values: dict[str, Any]) -> Planned:
        return Planned(record.number, Outcome.REFUSED, record.name, None, reason, {"values": values})

    def _about(self, record: Record, brought: Brought | None) -> dict[str, Any]:
        details: dict[str, Any] = {}
        if record.notes:
            details["notes"] = [list(note) for note in record.notes]
        if brought and brought.changes:
            details["changes"] = {name: [_shown(v) for v in pair] for name, pair in brought.changes.items()}
        if brought and brought.kept:
            details["kept"] = {name: [_shown(v) for v in pair] for name, pair in brought.kept.items()}
        return details


def _drop_taken_numbers(record: Record, entry: Entry | None, known: Known) -> None:
    """A number that another page bears stays there, whatever a person said of the names."""
    if known.by_siren.get(record.siren, entry) is not entry:
        record.siren = record.siret = ""
    if known.by_rna.get(record.rna, entry) is not entry:
        record.rna = ""


def _about_record(record: Record) -> dict[str, Any]:
    """What a row is to be compared by."""
    place = record.place
    return {
        "name": record.name, "siren": record.siren, "siret": record.siret, "rna": record.rna,
        "street": place.street if place else "", "postal_code": place.postal_code if place else "",
        "city": place.city if place else "", "department": record.department,
        "website": record.values.get("website", ""),
    }  # fmt: skip


def _about_entry(entry: Entry) -> dict[str, Any]:
    """What an organization that the file itself makes is to be compared by."""
    first = entry.places[0] if entry.places else None
    return {name: entry.values.get(name, "") for name in ("name", "siren", "siret", "rna", "website")} | {
        "street": first.street if first else "",
        "postal_code": first.postal_code if first else "",
        "city": first.city if first else "",
        "department": " ".join(sorted(entry.areas)),
    }


def _shown(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value[:200] if isinstance(value, str) else value
    return str(value)
