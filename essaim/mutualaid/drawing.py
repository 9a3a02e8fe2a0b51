"""The map of help, drawn by the server as SVG: a honeycomb of members, a thread between those who helped each other."""

from collections import Counter
from math import cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essaim.kernel.text import initials

from .cells import centre_of, place
from .queries import Bond, HelpMap

SIDE = 30.0  # of a hexagon; the picture is scaled to the page
GAP = 1.14  # of the distance between cells
WIDEST = 5  # of a thread: the letters under it are read
_CORNERS = [(SIDE * 0.9 * sin(pi / 3 * i), SIDE * 0.9 * cos(pi / 3 * i)) for i in range(6)]
_TINTS = 5
FEWEST = 12  # threads that are always drawn


def drawing(found: HelpMap, title: str) -> SafeString:
    """The picture. The sectors with most members have a tint each."""
    cells = place([one.pk for one in found.members], {(b.one.pk, b.other.pk): b.count for b in found.bonds})
    centres = {pk: centre_of(cell, SIDE * GAP) for pk, cell in cells.items()}
    drawn = drawn_bonds(found)
    most = max((bond.count for bond in drawn), default=1)
    threads = format_html_join(
        "",
        '<path class="thread" stroke-width="{}" d="M{} {}Q{} {} {} {}"/>',
        (
            (round(2 + (WIDEST - 2) * bond.count / most, 1), *_curve(centres[bond.one.pk], centres[bond.other.pk]))
            for bond in sorted(drawn, key=lambda bond: bond.count)
        ),
    )
    tints = tints_of(found)
    bound = {pk for bond in found.bonds for pk in (bond.one.pk, bond.other.pk)}
    hexagons = format_html_join(
        "",
        '<path class="cell {}{}" d="{}"><title>{}</title></path>',
        (
            (
                f"tint-{tints.get(one.sector.code, 0) if one.sector else 0}",
                "" if one.pk in bound else " cell-alone",
                _hexagon(*centres[one.pk]),
                one.organization.name if one.organization else _("Une structure"),
            )
            for one in found.members
        ),
    )  # fmt: skip
    letters = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                round(centres[one.pk][0], 1), round(centres[one.pk][1] + 5, 1),
                initials(one.organization.name) if one.organization else "·",
            )
            for one in found.members
        ),
    )  # fmt: skip
    xs, ys = [x for x, _y in centres.values()] or [0.0], [y for _x, y in centres.values()] or [0.0]
    box = (
        round(min(xs) - SIDE, 1), round(min(ys) - SIDE, 1),
        round(max(xs) - min(xs) + 2 * SIDE, 1), round(max(ys) - min(ys) + 2 * SIDE, 1),
    )  # fmt: skip
    return format_html(
        '<svg class="help-map" viewBox="{} {} {} {}" role="img"><title>{}</title>{}{}{}</svg>',
        *box, title, hexagons, threads, letters,
    )  # fmt: skip


def drawn_bonds(found: HelpMap) -> list[Bond]:
    """Those that happened most, one for each member or so: past that, threads hide each other and tell nothing."""
    return found.bonds[: max(FEWEST, len(found.members))]


def tints_of(found: HelpMap) -> dict[str, int]:
    """A tint from 1 to 5 for each of the great sectors with most members; the others share none, 0."""
    count = Counter(one.sector.code for one in found.members if one.sector)
    return {code: i for i, (code, _count) in enumerate(count.most_common(_TINTS), 1)}


def _hexagon(x: float, y: float) -> str:
    return "M" + "L".join(f"{round(x + dx, 1)} {round(y + dy, 1)}" for dx, dy in _CORNERS) + "z"


def _curve(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, ...]:
    """A thread that bends a little, so that two that share a line are told apart."""
    (x1, y1), (x2, y2) = one, other
    bend = 0.12
    middle = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    return tuple(round(value, 1) for value in (x1, y1, *middle, x2, y2))
