"""What a reading gave: counted, so that no row is lost without being told why."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .found import TWICE, Refused

KEPT_REASONS = 300


@dataclass
class Report:
    """`read` = `created` + `updated` + `unchanged` + `merged` + `refused`. `gone`: records that the source no longer
    has. `error`: why nothing was taken in. `warning`: what to look at. `reasons`: [row, title, why]."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    refused: int = 0
    gone: int = 0
    error: str = ""
    warning: str = ""
    reasons: list[list[Any]] = field(default_factory=list)

    def refuse(self, rows: Sequence[Refused]) -> None:
        self.refused += len(rows)
        room = max(0, KEPT_REASONS - len(self.reasons))
        self.reasons += [[row.row, row.title, _why(row.why)] for row in rows[:room]]

    @property
    def adds_up(self) -> bool:
        return self.read == self.created + self.updated + self.unchanged + self.merged + self.refused

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Report":
        return cls(**{name: value for name, value in held.items() if name in cls.__dataclass_fields__})

    def sentence(self) -> str:
        """`133 lignes lues : 120 nouvelles, 3 modifiées, 10 déjà connues ailleurs.`"""
        if self.error:
            return self.error
        parts = [
            (self.created, lambda n: ngettext("%(count)s nouvelle", "%(count)s nouvelles", n)),
            (self.updated, lambda n: ngettext("%(count)s modifiée", "%(count)s modifiées", n)),
            (self.unchanged, lambda n: ngettext("%(count)s inchangée", "%(count)s inchangées", n)),
            (self.merged, lambda n: ngettext("%(count)s déjà connue ailleurs", "%(count)s déjà connues ailleurs", n)),
            (self.refused, lambda n: ngettext("%(count)s refusée", "%(count)s refusées", n)),
        ]
        said = ", ".join(words(count) % {"count": count} for count, words in parts if count)
        head = ngettext("%(count)s ligne lue", "%(count)s lignes lues", self.read) % {"count": self.read}
        text = f"{head} : {said}." if said else f"{head}."
        return f"{text} {self.warning}".strip()


def _why(code: str) -> str:
    if code == TWICE:
        return _("Déjà vue plus haut dans la même lecture, sous le même identifiant.")
    return code
