"""`{% load territory %}{% honeycomb cells counts link="/annuaire/?commune={code}" %}`: the map of communes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.text import fold
from essaim.territory.drawing import STEPS, HexCell, draw

register = template.Library()

# Beyond, each hollow cell no longer says its name: the list does, and the page stays light.
MOST_NAMED = 200


@register.inclusion_tag("territory/_honeycomb.html")
def honeycomb(
    cells: Sequence[HexCell],
    counts: Mapping[str, int],
    link: str,
    label: str = "",
    key: str = "hx",
    listing: bool = True,
) -> dict:
    """Draw `cells` (queries.honeycomb_cells) with the number of structures of each commune.

    `counts` maps INSEE codes to numbers; `link` holds `{code}` where the commune's code goes; `key` is the prefix of
    the ids in the page, another one for each map; `label` names the map; `listing` adds the same facts as a list.
    """
    drawing = draw(cells, counts)
    rows: list[dict[str, Any]] = [
        {
            "drawn": drawn,
            "url": link.replace("{code}", drawn.cell.insee_code) if drawn.count else "",
            "title": _title(drawn.cell.name, drawn.count),
        }
        for drawn in drawing.cells
    ]
    by_name = sorted(rows, key=lambda row: fold(row["drawn"].cell.name))
    return {
        "drawing": drawing,
        "rows": rows,
        "named": len(rows) <= MOST_NAMED,
        "key": key,
        "label": label or _("Carte des communes : nombre de structures dans chacune"),
        "legend": _legend(),
        "listing": listing,
        "present": [row for row in by_name if row["url"]],
        "absent": [row["drawn"].cell.name for row in by_name if not row["url"]],
    }


def _title(name: str, count: int) -> str:
    if not count:
        return _("%(commune)s : aucune structure") % {"commune": name}
    sentence = ngettext("%(commune)s : %(count)s structure", "%(commune)s : %(count)s structures", count)
    return sentence % {"commune": name, "count": count}


def _legend() -> list[tuple[int, str]]:
    """Tint and words: 1, 2–3, 4–6, 7–12, 13 and more."""
    steps = STEPS[::-1]
    words = []
    for (least, tint), (after, _next) in zip(steps, [*steps[1:], (0, 0)], strict=True):
        if not after:
            words.append((tint, _("%(count)s et plus") % {"count": least}))
        else:
            words.append((tint, str(least) if after == least + 1 else f"{least}–{after - 1}"))
    return words
