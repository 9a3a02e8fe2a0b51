"""The usual checklists (data/checklists.toml), and which one a dossier begins with."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import get_language

from essaim.calls.enums import CallKind
from essaim.dossiers.models import Dossier
from essaim.kernel.text import typographic

from .enums import Asked

_FILE = Path(__file__).parent / "data" / "checklists.toml"
_BY_OUTLINE = {"grant": "grant", "technical_note": "tender", "letter_of_intent": "interest", "interest": "interest"}
_BY_CALL: dict[str, str] = {
    CallKind.TENDER: "tender", CallKind.RESERVED_TENDER: "tender", CallKind.EXPRESSION_OF_INTEREST: "interest",
}  # fmt: skip


@dataclass(frozen=True)
class UsualList:
    """`papers`: (kind, of whom, required)."""

    key: str
    name: str
    name_en: str
    papers: tuple[tuple[str, Asked, bool], ...]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else typographic(self.name)


@functools.lru_cache(maxsize=1)
def usual_lists() -> dict[str, UsualList]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: UsualList(
            key, row["name"], row["en"],
            tuple((kind, Asked(who), "optional" not in more) for kind, who, *more in row["papers"]),
        )
        for key, row in rows.items()
    }  # fmt: skip


def usual_for(dossier: Dossier) -> str:
    """The one that goes with what is written, else with what is answered; that of a grant when neither says."""
    if dossier.template in _BY_OUTLINE:
        return _BY_OUTLINE[dossier.template]
    return _BY_CALL.get(dossier.call.kind, "grant") if dossier.call else "grant"
