"""One row, read: what it says of an organization, in the shape in which the planner wants it."""

from dataclasses import dataclass, field
from typing import NamedTuple


class PlaceSaid(NamedTuple):
    """A place as a row gives it. `head_office`: True, False, or None when the row does not say."""

    siret: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    insee_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    head_office: bool | None = None
    name: str = ""

    @property
    def is_somewhere(self) -> bool:
        return bool(self.siret or self.street or self.postal_code or self.city or self.latitude is not None)


@dataclass(slots=True)
class Record:
    """`number`: the row a spreadsheet shows. `values`: fields of the organization other than its name and numbers.

    `department`: where it is from when no commune is told. `refusal`: (code of reasons.REASONS, values), or None.
    """

    number: int
    name: str = ""
    folded: str = ""
    siren: str = ""
    siret: str = ""
    rna: str = ""
    lost: str = ""
    values: dict = field(default_factory=dict)
    place: PlaceSaid | None = None
    department: str = ""
    other_names: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    public: bool = False
    refusal: tuple[str, dict] | None = None
    notes: list[tuple[str, dict]] = field(default_factory=list)
