"""An organization as the planner holds it: what the database has, what the file adds."""

from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from essaim.organizations.enums import WHOLE_PAGE, PlaceKind
from essaim.territory.names import department_of_code

# The columns that an import may write, the name's two shadows aside.
FIELDS = (
    "name", "acronym", "siren", "siret", "rna", "vat_number", "legal_category", "family", "cooperative_kind",
    "ess_basis", "ess_note", "naf_code", "naf_nomenclature", "naf25_code", "headcount", "founded_on", "closed_on",
    "summary", "description", "website", "email", "phone", "listed",
)  # fmt: skip
PLACE_FIELDS = (
    "kind", "name", "siret", "street", "postal_code", "city", "municipality_id", "latitude", "longitude",
)  # fmt: skip
_place_values = attrgetter(*PLACE_FIELDS)


@dataclass(slots=True)
class PlaceState:
    """A place; `pk` is None until it is written, `before` holds the values that the file changes."""

    kind: str = str(PlaceKind.SITE)
    name: str = ""
    siret: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    municipality_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    pk: int | None = None
    before: dict[str, Any] = field(default_factory=dict)

    def change(self, name: str, value: Any) -> None:
        if self.pk is not None:
            self.before.setdefault(name, getattr(self, name))
        setattr(self, name, value)

    def values(self) -> list[Any]:
        return list(_place_values(self))


@dataclass(slots=True, eq=False)
class Entry:
    """`values`: present values of FIELDS, the empty ones left out. `said`: the fields that this file has spoken of,
    of which its first word counts. `before`: what the changed fields held. `sources`: field → (source, detail)."""

    pk: int
    folded: str = ""
    new: bool = False
    first_row: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)
    places: list[PlaceState] = field(default_factory=list)
    other_names: dict[str, str] = field(default_factory=dict)  # folded → as written
    statuses: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)  # departments served
    said: set[str] = field(default_factory=set)
    before: dict[str, Any] = field(default_factory=dict)
    added_names: list[str] = field(default_factory=list)
    added_statuses: list[str] = field(default_factory=list)
    added_areas: list[str] = field(default_factory=list)
    touched_fields: set[str] = field(default_factory=set)  # fields whose provenance the file takes

    @property
    def name(self) -> str:
        return self.values["name"]

    @property
    def changed(self) -> bool:
        return bool(
            self.before or self.added_names or self.added_statuses or self.added_areas
            or any(place.pk is None or place.before for place in self.places)
        )  # fmt: skip

    def is_by_person(self, name: str) -> bool:
        return self.source_of(name)[0] == "person"

    def source_of(self, name: str) -> tuple[str, str]:
        """(source, detail) of a field: its own line, else the page's."""
        return self.sources.get(name) or self.sources.get(WHOLE_PAGE) or ("", "")

    def departments(self) -> set[str]:
        found = set(self.areas)
        for place in self.places:
            if code := place.municipality_id or place.postal_code:
                found.update(department_of_code(code))
        return found
