"""A document before it is laid: the same words become a tagged PDF (`pdf`) and a DOCX (`docx`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """`end`: columns whose cells are amounts, set to the right. `total`: the last row is a sum."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    end: Sequence[int] = ()
    total: bool = False


@dataclass(frozen=True)
class Part:
    """Under a title: lines, facts (label, value), items, a table, a Markdown text; any may be empty. `note`: where it
    goes on the official form, or what to check."""

    title: str
    lines: Sequence[str] = ()
    facts: Sequence[tuple[str, str]] = ()
    items: Sequence[str] = ()
    table: Table | None = None
    markdown: str = ""
    note: str = ""


@dataclass(frozen=True)
class Box:
    """A place to sign."""

    title: str
    lines: Sequence[str] = ("Nom, fonction, date, signature",)


@dataclass(frozen=True)
class Paper:
    title: str
    subtitle: str
    foot: str
    parts: Sequence[Part]
    boxes: Sequence[Box] = ()
    notes: Sequence[str] = ()
    lead: Sequence[str] = field(default_factory=tuple)  # before the first part: an address, a date
