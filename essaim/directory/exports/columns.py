"""Columns of the tables that people and scripts take away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.organizations.enums import CooperativeKind, Family, Headcount, StatusKind

from .entries import Entry

Value = str | int | float | date | bool | None | list[str]


@dataclass(frozen=True)
class Column:
    """A column: its name for scripts, its title for people, what it says to each, its width in a spreadsheet."""

    name: str
    title: Any
    code: Callable[[Entry], Value]
    shown: Callable[[Entry, dict[str, str]], Value] | None = None
    width: int = 16

    def for_people(self, entry: Entry, sectors: dict[str, str]) -> Value:
        value = self.shown(entry, sectors) if self.shown else self.code(entry)
        return "; ".join(value) if isinstance(value, list) else value


def _label(choices, value: str) -> str:
    return str(choices(value).label) if value else ""


def status_labels(entry: Entry) -> list[str]:
    """`Agrément ESUS`, `Autre label: Imprim'Vert`, in the language of the moment."""
    return [
        f"{_label(StatusKind, kind)} : {precision}" if precision else _label(StatusKind, kind)
        for kind, precision in entry.statuses
    ]


def family_label(entry: Entry) -> str:
    """The kind of cooperative when it is known, else the family."""
    return _label(CooperativeKind, entry.cooperative_kind) or _label(Family, entry.family)


def people_labels(entry: Entry) -> list[str]:
    return [f"{name} ({role})" if role else name for name, role in entry.people]


def _yes_no(value: bool | None) -> str:
    return "" if value is None else (_("oui") if value else _("non"))


COLUMNS = [
    Column("id", gettext_lazy("Numéro"), lambda e: e.id, width=9),
    Column("name", gettext_lazy("Nom"), lambda e: e.name, width=36),
    Column("acronym", gettext_lazy("Sigle"), lambda e: e.acronym, width=12),
    Column("family", gettext_lazy("Famille"), lambda e: e.family, lambda e, s: _label(Family, e.family)),
    Column(
        "cooperative_kind",
        gettext_lazy("Type de coopérative"),
        lambda e: e.cooperative_kind,
        lambda e, s: _label(CooperativeKind, e.cooperative_kind),
    ),
    Column(
        "statuses",
        gettext_lazy("Statuts et labels"),
        lambda e: list(dict.fromkeys(kind for kind, _precision in e.statuses)),
        lambda e, s: status_labels(e),
        width=28,
    ),
    Column(
        "sectors",
        gettext_lazy("Secteurs"),
        lambda e: e.sectors,
        lambda e, s: [s.get(code, code) for code in e.sectors],
        width=30,
    ),
    Column("skills", gettext_lazy("Savoir-faire"), lambda e: e.skills, width=40),
    Column("summary", gettext_lazy("En une phrase"), lambda e: e.summary, width=60),
    Column("offers", gettext_lazy("Propose"), lambda e: e.offers, width=40),
    Column("needs", gettext_lazy("Cherche"), lambda e: e.needs, width=40),
    Column("street", gettext_lazy("Adresse"), lambda e: e.street, width=30),
    Column("postal_code", gettext_lazy("Code postal"), lambda e: e.postal_code, width=12),
    Column("municipality", gettext_lazy("Commune"), lambda e: e.municipality, width=24),
    Column("municipality_code", gettext_lazy("Code INSEE de la commune"), lambda e: e.municipality_code, width=12),
    Column("latitude", gettext_lazy("Latitude"), lambda e: e.latitude, width=11),
    Column("longitude", gettext_lazy("Longitude"), lambda e: e.longitude, width=11),
    Column("phone", gettext_lazy("Téléphone"), lambda e: e.phone),
    Column("email", gettext_lazy("Adresse e-mail"), lambda e: e.email, width=30),
    Column("website", gettext_lazy("Site internet"), lambda e: e.website, width=30),
    Column("people", gettext_lazy("Personnes"), people_labels, width=30),
    Column("siren", gettext_lazy("SIREN"), lambda e: e.siren, width=12),
    Column("siret", gettext_lazy("SIRET du siège"), lambda e: e.siret),
    Column("rna", gettext_lazy("Numéro RNA"), lambda e: e.rna, width=13),
    Column("naf", gettext_lazy("Code NAF"), lambda e: e.naf, width=10),
    Column("headcount", gettext_lazy("Effectif"), lambda e: e.headcount, lambda e, s: _label(Headcount, e.headcount)),
    Column("founded_on", gettext_lazy("Date de création"), lambda e: e.founded_on, width=14),
    Column("member", gettext_lazy("Membre du club"), lambda e: e.member, lambda e, s: _yes_no(e.member), width=10),
    Column("checked_on", gettext_lazy("Dernière vérification"), lambda e: e.checked_on, width=14),
    Column("url", gettext_lazy("Page de la structure"), lambda e: e.url, width=44),
]


def columns(*, with_member: bool) -> list[Column]:
    """The columns of a table; whether an organization is a member is only told in the directory of a club."""
    return [column for column in COLUMNS if with_member or column.name != "member"]
