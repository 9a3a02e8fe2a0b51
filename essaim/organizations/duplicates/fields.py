"""What is chosen field by field when two pages become one. Fields that go together are chosen together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..enums import EssBasis
from ..models import Organization
from ..naming import named

KEPT, REMOVED = "kept", "removed"
EMPTY: tuple[Any, ...] = ("", None, EssBasis.UNKNOWN)


@dataclass(frozen=True)
class Choice:
    """One choice: its key, its label, the columns it decides (the first is the one that counts)."""

    key: str
    label: Promise
    columns: tuple[str, ...]
    # Whether an empty value is completed from the other page. A page without a date of closing is open.
    completed: bool = True

    def values(self, organization: Organization) -> dict[str, Any]:
        return {column: getattr(organization, column) for column in self.columns}

    def is_empty(self, organization: Organization) -> bool:
        return all(value in EMPTY for value in self.values(organization).values())


CHOICES: tuple[Choice, ...] = (
    Choice("name", _("Nom"), ("name", "folded_name", "slug")),
    Choice("acronym", _("Sigle"), ("acronym",)),
    Choice("numbers", _("SIREN, SIRET et TVA"), ("siren", "siret", "vat_number")),
    Choice("rna", _("Numéro RNA"), ("rna",)),
    Choice("legal_category", _("Forme juridique"), ("legal_category", "family", "cooperative_kind")),
    Choice("ess_basis", _("Appartenance à l'ESS"), ("ess_basis", "ess_note")),
    Choice("naf_code", _("Code NAF"), ("naf_code", "naf_nomenclature", "naf25_code")),
    Choice("headcount", _("Effectif"), ("headcount",)),
    Choice("founded_on", _("Date de création"), ("founded_on",)),
    Choice("closed_on", _("Date de fermeture"), ("closed_on",), completed=False),
    Choice("summary", _("En une phrase"), ("summary",)),
    Choice("description", _("Présentation"), ("description",)),
    Choice("website", _("Site internet"), ("website",)),
    Choice("email", _("Adresse e-mail"), ("email",)),
    Choice("phone", _("Téléphone"), ("phone",)),
)
UNIQUE = ("siren", "siret", "rna")


def to_decide(kept: Organization, removed: Organization) -> Iterator[Choice]:
    """Yield the choices where both pages say something, and not the same."""
    for choice in CHOICES:
        differs = choice.values(kept) != choice.values(removed)
        if choice.key == "name":
            differs = kept.name != removed.name
        if differs and not choice.is_empty(kept) and not choice.is_empty(removed):
            yield choice


def decided(kept: Organization, removed: Organization, choices: Mapping[str, str]) -> dict[str, Any]:
    """The columns that the kept page takes from the other: those chosen, and those it lacks."""
    taken: dict[str, Any] = {}
    for choice in CHOICES:
        mine, theirs = choice.values(kept), choice.values(removed)
        if choice.is_empty(removed):
            continue
        if choices.get(choice.key) == REMOVED or (choice.completed and choice.is_empty(kept)):
            values = named(removed.name) if choice.key == "name" else theirs
        elif choice.completed and mine[choice.columns[0]] == theirs[choice.columns[0]]:
            # The same code on both: what goes with it is completed.
            values = {column: value for column, value in theirs.items() if mine[column] in EMPTY}
        else:
            continue
        taken |= {column: value for column, value in values.items() if value != mine[column]}
    return taken
