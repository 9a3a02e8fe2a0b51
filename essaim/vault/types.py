"""The kinds of papers: those that the product ships (data/types.toml), with what the operator changed."""

import functools
import tomllib
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dateutil.relativedelta import relativedelta
from django.utils.translation import get_language

from essaim.kernel.text import typographic

from .enums import COUNTED, Rule
from .models import TypeSetting

_FILE = Path(__file__).parent / "data" / "types.toml"
ALERT_DAYS = (60, 30, 7)  # before the last day


@dataclass(frozen=True)
class DocumentType:
    """`months` belongs to rules that count; `alert_days`: how long before the last day its people are told.

    `expected`: its absence is said. `several`: many stand side by side, none replaces another. `sensitive`: bank or
    identity, which only the owner and the lead of a file read.
    """

    code: str
    name: str
    name_en: str
    about: str
    about_en: str
    rule: Rule
    months: int = 0
    alert_days: tuple[int, ...] = ALERT_DAYS
    families: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    expected: bool = True
    several: bool = False
    sensitive: bool = False
    changed: bool = False  # by the operator

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else typographic(self.name)

    @property
    def explanation(self) -> str:
        return self.about_en if get_language() == "en" else self.about

    @property
    def soon(self) -> int:
        """From how many days before its last one a paper « ends soon »."""
        return max(self.alert_days, default=0)

    def last_day(self, *, issued_on: date | None, ends_on: date | None, exercise: int | None) -> date | None:
        """The last day on which the paper holds, None when nothing ends it. Six months from 31 August: 28 February,
        less a day as a certificate « of less than six months » is asked for."""
        if self.rule == Rule.MONTHS and issued_on:
            return issued_on + relativedelta(months=self.months) - timedelta(days=1)
        if self.rule == Rule.EXERCISE and exercise:
            return date(exercise, 12, 31) + relativedelta(months=self.months, day=31)
        return ends_on if self.rule in (Rule.END, Rule.OWN) else None

    def is_for(self, family: str, statuses: Collection[str]) -> bool:
        """Whether such an organization is expected to have one. Of an unknown family, what all have."""
        if self.statuses:
            return bool(set(self.statuses) & set(statuses))
        return self.expected and (not self.families or family in self.families)


@functools.lru_cache(maxsize=1)
def shipped() -> dict[str, DocumentType]:
    """Those of the packaged file, in its order."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["type"]
    return {
        row["code"]: DocumentType(
            code=row["code"], name=row["name"], name_en=row["en"], about=row["about"], about_en=row["about_en"],
            rule=Rule(row["rule"]), months=row.get("months", 0), alert_days=tuple(row.get("alert_days", ALERT_DAYS)),
            families=tuple(row.get("families", ())), statuses=tuple(row.get("statuses", ())),
            expected=row.get("expected", True), several=row.get("several", False),
            sensitive=row.get("sensitive", False),
        )
        for row in rows
    }  # fmt: skip


def document_types() -> dict[str, DocumentType]:
    """By code, with what the operator changed. One query."""
    found = dict(shipped())
    for row in TypeSetting.objects.all():
        if row.code in found:
            found[row.code] = _changed(found[row.code], row)
    return found


def document_type(code: str) -> DocumentType:
    """One of them. KeyError for an unknown code. One query."""
    known = shipped()[code]
    row = TypeSetting.objects.filter(code=code).first()
    return _changed(known, row) if row else known


def is_sensitive(code: str) -> bool:
    """Bank and identity; and a kind that the file no longer knows, for want of knowing better."""
    return code not in shipped() or shipped()[code].sensitive


def _changed(known: DocumentType, row: TypeSetting) -> DocumentType:
    months = row.months if known.rule in COUNTED and row.months is not None else known.months
    return replace(known, months=months, alert_days=tuple(row.alert_days), changed=True)
