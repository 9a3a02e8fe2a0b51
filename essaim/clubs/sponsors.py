"""Who brought whom: read from what higher apps know, drawn by the server as a tree."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from essaim.kernel.registry import Registry
from essaim.organizations.models import Organization

from .models import Club


@dataclass(frozen=True)
class Sponsorship:
    """`sponsor` brought `organization` to the club, on that day."""

    sponsor: Organization
    organization: Organization
    on: date


# Functions club → its sponsorships, in a fixed number of queries.
sponsorships: Registry[Callable[[Club], Iterable[Sponsorship]]] = Registry()


@dataclass(frozen=True)
class Branch:
    """A row of the tree. `depth` 0: nobody is known to have brought it. `parent`: the row of its sponsor."""

    organization: Organization
    depth: int
    on: date | None
    parent: int | None
    sponsor: Organization | None


def tree_of(club: Club) -> list[Branch]:
    """The rows of the tree, each sponsor before those it brought, in the order of days.

    An organization stands once, under the first that brought it.
    """
    brought: dict[Organization, list[Sponsorship]] = defaultdict(list)
    sponsored: set[Organization] = set()
    found = [one for read in sponsorships for one in read(club)]
    for one in sorted(found, key=lambda one: (one.on, one.organization.folded_name)):
        if one.organization not in sponsored and one.organization != one.sponsor:
            sponsored.add(one.organization)
            brought[one.sponsor].append(one)
    rows: list[Branch] = []
    seen: set[Organization] = set()

    def add(organization: Organization, depth: int, on: date | None, parent: int | None) -> None:
        if organization in seen:
            return
        seen.add(organization)
        rows.append(Branch(organization, depth, on, parent, rows[parent].organization if parent is not None else None))
        place = len(rows) - 1
        for one in brought[organization]:
            add(one.organization, depth + 1, one.on, place)

    roots = sorted((one for one in list(brought) if one not in sponsored), key=lambda one: one.folded_name)
    # Two that brought each other have no root: the one whose name comes first begins.
    for organization in [*roots, *sorted(brought, key=lambda one: one.folded_name)]:
        add(organization, 0, None, None)
    return rows


ROW, INDENT = 34, 26  # pixels
MOST_LETTERS = 34


def drawing(rows: list[Branch], title: str) -> SafeString:
    """The tree as SVG: a cell for each organization, a line from its sponsor's. Text keeps its size at any width."""
    lines = format_html_join(
        "",
        '<path class="grid-line" fill="none" d="M{0} {1}V{2}H{3}"/>',
        (
            (rows[row.parent].depth * INDENT + 8, row.parent * ROW + 26, i * ROW + 17, row.depth * INDENT)
            for i, row in enumerate(rows)
            if row.parent is not None
        ),
    )
    cells = format_html_join(
        "",
        '<path class="series{0}" d="m{1} {2} 7 4v8l-7 4-7-4v-8z"/><text x="{3}" y="{4}">{5}</text>',
        (
            (
                "" if row.depth else " series-2", row.depth * INDENT + 8, i * ROW + 9, row.depth * INDENT + 24,
                i * ROW + 22, _label(row),
            )
            for i, row in enumerate(rows)
        ),
    )  # fmt: skip
    height = len(rows) * ROW
    return format_html('<svg height="{}" role="img"><title>{}</title>{}{}</svg>', height, title, lines, cells)


def _label(row: Branch) -> str:
    name = row.organization.name
    room = MOST_LETTERS - 3 * row.depth
    short = name if len(name) <= room else name[: room - 1].rstrip() + "…"
    return f"{short} · {row.on.year}" if row.on else short
