"""What it takes to undo an import: for each organization it made, a print of what it wrote; for each it changed, what
was there before and what it wrote. Kept with the batch as compressed JSON."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ..planning import Entry
from ..planning.entry import FIELDS


def digest(values: Iterable[Any], places: Iterable[Sequence[Any]]) -> str:
    """Return 16 letters that change when a value (in the order of FIELDS) or a place of an organization does."""
    text = repr([value or "" for value in values]) + "".join(sorted(map(repr, places)))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON can hold it and give it back for comparison."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


class Snapshot:
    """Filled while writing. `pack()` gives bytes, `Snapshot.unpack(bytes)` gives it back."""

    def __init__(self) -> None:
        self.made_organizations: dict[int, str] = {}
        self.changed_organizations: dict[int, dict[str, Any]] = {}

    def made(self, pk: int, print_: str) -> None:
        self.made_organizations[pk] = print_

    def changed(self, entry: Entry, added_places: list[int]) -> None:
        """Add what one chunk did to an organization; of several chunks, the first « before » and the last « after »."""
        if entry.pk in self.made_organizations:
            # An earlier chunk of this same import made it: undoing takes it away whole.
            self.made_organizations[entry.pk] = digest(
                map(entry.values.get, FIELDS), (p.values() for p in entry.places)
            )
            return
        kept = self.changed_organizations.setdefault(
            entry.pk,
            {"fields": {}, "places": {}, "added_places": [], "names": [], "statuses": [], "areas": [], "sources": {}},
        )
        for name, before in entry.before.items():
            first = kept["fields"].get(name, [plain(before)])[0]
            kept["fields"][name] = [first, plain(entry.values.get(name))]
        for place in entry.places:
            for name, before in place.before.items():
                changed = kept["places"].setdefault(str(place.pk), {})
                changed[name] = [changed.get(name, [before])[0], getattr(place, name)]
        kept["added_places"] += added_places
        kept["names"] += entry.added_names
        kept["statuses"] += entry.added_statuses
        kept["areas"] += entry.added_areas
        for field in entry.touched_fields:
            kept["sources"].setdefault(field, list(entry.sources.get(field, ())))

    def pack(self) -> bytes:
        text = json.dumps([list(self.made_organizations.items()), list(self.changed_organizations.items())])
        return zlib.compress(text.encode(), 6)

    @classmethod
    def unpack(cls, packed: bytes | memoryview) -> "Snapshot":
        made, changed = json.loads(zlib.decompress(bytes(packed)))
        snapshot = cls()
        snapshot.made_organizations = dict(made)
        snapshot.changed_organizations = dict(changed)
        return snapshot
