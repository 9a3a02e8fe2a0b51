"""What a connector makes of one row of a payload: a call in our words, or the reason why it is none."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .enums import CallKind, CallStatus, Scale

# Fields of Call that a source speaks of.
SPOKEN = (
    "kind", "title", "funders", "description", "eligibility", "scale", "places", "territory_words", "published_on",
    "opens_on", "deadline", "permanent", "amount_min_cents", "amount_max_cents", "amount_words", "rate_min", "rate_max",
    "audiences", "themes", "sectors", "cpv", "reserved_for", "contact", "url", "application_url", "contract_folder",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """A call as a source tells it. Values as in models.Call; `status` says `cancelled` or `closed` when the source
    does, else `open`. `raw`: the row itself, as JSON can hold it."""

    external_id: str
    title: str
    kind: str = CallKind.CALL_FOR_PROJECTS.value
    funders: list[str] = field(default_factory=list)
    description: str = ""
    eligibility: str = ""
    scale: str = Scale.UNKNOWN.value
    places: list[str] = field(default_factory=list)
    territory_words: str = ""
    published_on: date | None = None
    opens_on: date | None = None
    deadline: datetime | None = None
    permanent: bool = False
    amount_min_cents: int | None = None
    amount_max_cents: int | None = None
    amount_words: str = ""
    rate_min: Decimal | None = None
    rate_max: Decimal | None = None
    audiences: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    cpv: list[str] = field(default_factory=list)
    reserved_for: list[str] = field(default_factory=list)
    contact: str = ""
    url: str = ""
    application_url: str = ""
    contract_folder: str = ""
    status: str = CallStatus.OPEN.value
    raw: Any = field(default=None, repr=False)

    def values(self) -> dict[str, Any]:
        """What goes into a Call."""
        return {name: getattr(self, name) for name in SPOKEN}

    def as_json(self) -> dict[str, Any]:
        """All but `raw`, as JSON can hold it."""
        held = asdict(self)
        del held["raw"]
        return {name: plain(value) for name, value in held.items()}

    @classmethod
    def from_json(cls, held: Mapping[str, Any]) -> "Found":
        """The contrary; what a later version added takes its default."""
        known = {one.name for one in fields(cls)}
        values = {name: value for name, value in held.items() if name in known}
        for name in ("published_on", "opens_on"):
            values[name] = date.fromisoformat(values[name]) if values.get(name) else None
        values["deadline"] = datetime.fromisoformat(values["deadline"]) if values.get("deadline") else None
        for name in ("rate_min", "rate_max"):
            values[name] = Decimal(values[name]) if values.get(name) is not None else None
        return cls(**values)


@dataclass(frozen=True)
class Refused:
    """A row that is no call. `row`: its place in the payload, from 1; `why`: a sentence."""

    row: int
    title: str
    why: str

    def as_json(self) -> list[Any]:
        return [self.row, self.title, self.why]


Rows = Iterable[Found | Refused]


def plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize()) if value else "0"
    return value


def split(rows: Rows) -> tuple[list[Found], list[Refused]]:
    """The good ones and the others. A second row of the same key is refused: the first one counts."""
    good: dict[str, Found] = {}
    bad: list[Refused] = []
    for number, row in enumerate(rows, start=1):
        if isinstance(row, Refused):
            bad.append(row)
        elif row.external_id in good:
            bad.append(Refused(number, row.title, TWICE))
        else:
            good[row.external_id] = row
    return list(good.values()), bad


TWICE = "twice"  # told in words where it is shown
