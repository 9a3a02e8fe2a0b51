"""The invented organizations of the demonstration, read from data/organizations/*.toml."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from stdnum import luhn

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DemoOrganization:
    """One entry of the files; the keys are theirs."""

    key: str
    name: str
    legal_category: str
    insee: str
    summary: str
    description: str
    sectors: list[str]
    skills: list[str]
    people: list[dict]
    acronym: str = ""
    also_known_as: list[str] = field(default_factory=list)
    cooperative_kind: str = ""
    ess_company: bool = False
    statuses: list[dict] = field(default_factory=list)
    created: int | None = None
    headcount: str = ""
    naf: str = ""
    street: str = ""
    references: list[dict] = field(default_factory=list)
    offers: list[dict] = field(default_factory=list)
    needs: list[dict] = field(default_factory=list)
    serves: str | list[str] = "commune"
    website: str = ""
    email: str = ""
    phone: str = ""
    club: str = ""
    since: date | None = None


def demo_organizations() -> Iterator[DemoOrganization]:
    """Yield every entry, file by file, always in the same order."""
    for path in sorted((DATA / "organizations").glob("*.toml")):
        with path.open("rb") as file:
            for entry in tomllib.load(file)["organization"]:
                yield DemoOrganization(**entry)


def fictitious_siren(rank: int) -> str:
    """A SIREN with a right key that no body has: INSEE gives none that begins with 999."""
    return with_key(f"999{rank:05d}")


def fictitious_siret(siren: str) -> str:
    """The SIRET of the first establishment."""
    return with_key(f"{siren}0001")


def with_key(digits: str) -> str:
    """Add the Luhn digit (stdnum's `luhn.calc_check_digit`)."""
    return digits + luhn.calc_check_digit(digits)
