"""The outlines of files, as data: their sections, and the plan counted back from the deadline (data/outlines/*.toml).

They are in French whatever the page's language: it is that of the files that funders and buyers ask for.
"""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

FOLDER = Path(__file__).parent / "data" / "outlines"
# The order in which they are offered.
NAMES = {
    "grant": _("Demande de subvention (formulaire 12156*06)"),
    "technical_note": _("Mémoire technique"),
    "letter_of_intent": _("Lettre d'intention"),
    "interest": _("Manifestation d'intérêt"),
    "free": _("Plan libre"),
}


@dataclass(frozen=True)
class OutlineSection:
    title: str
    guidance: str = ""
    most_characters: int | None = None
    most_pages: int | None = None
    start: str = ""  # words that one begins from


@dataclass(frozen=True)
class Step:
    """Something to do so many days before the deadline."""

    days_before: int
    title: str


@dataclass(frozen=True)
class Outline:
    name: str
    about: str
    sections: tuple[OutlineSection, ...]
    steps: tuple[Step, ...]


@functools.cache
def read(name: str) -> Outline:
    """The outline of that name. Raises KeyError for another."""
    NAMES[name]
    said = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    usual = tomllib.loads((FOLDER / "plan.toml").read_text("utf-8"))
    return Outline(
        name, said["about"],
        tuple(OutlineSection(**row) for row in said["section"]),
        tuple(Step(**row) for row in said.get("step", usual["step"])),
    )  # fmt: skip


def usual_steps() -> tuple[Step, ...]:
    """The plan of a file that has no outline yet."""
    return read("free").steps


def offered() -> list[Outline]:
    return [read(name) for name in NAMES]
