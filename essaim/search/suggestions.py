"""What may finish the word being typed."""

import numpy as np

from essaim.kernel.text import fold
from essaim.organizations.models import Organization, Sector
from essaim.territory.models import Municipality

from . import columns as copies
from .organizations import ORGANIZATIONS
from .request import Suggestion
from .selection import Query, Selection

SHORTEST = 2


def suggest(prefix: str, limit: int = 8) -> list[Suggestion]:
    """Ways to finish what is being typed: sectors, know-how, communes, then names. Nothing under two letters."""
    start = fold(prefix[:80])
    if len(start) < SHORTEST or limit < 1:
        return []
    columns, version = copies.current(ORGANIZATIONS)
    found = [*_sectors(start)[:2], *_skills(columns, start)[:3], *_municipalities(start)[:2]]
    names = Selection(columns, version, Query(text=start, order="relevance"))
    rows = names.ordered(limit)[:limit] if not names.replaced else np.empty(0, dtype=np.int64)
    ids = [int(number) for number in columns.ids.view[rows]]
    named = Organization.objects.filter(pk__in=ids).values_list("pk", "name", "folded_name")
    titles = {pk: (name, folded) for pk, name, folded in named}
    found += [
        Suggestion("organization", str(pk), titles[pk][0])
        for pk in ids
        if pk in titles and any(word.startswith(start.split()[-1]) for word in titles[pk][1].split())
    ]
    return found[:limit]


def _sectors(start: str) -> list[Suggestion]:
    return [
        Suggestion("sector", sector.code, str(sector))
        for sector in Sector.objects.all()
        if _begins(fold(str(sector)), start)
    ]


def _skills(columns: copies.Columns, start: str) -> list[Suggestion]:
    """Know-how, the most common first."""
    column = columns.facets["skill"]
    value = start.replace(" ", "_")
    codes = [code for code, known in enumerate(column.values) if known.startswith(value) or f"_{value}" in known]
    if not codes:
        return []
    counts = column.counts(columns.alive.view, np.flatnonzero(columns.alive.view))
    ranked = sorted((code for code in codes if counts[code]), key=lambda code: (-counts[code], column.values[code]))
    return [
        Suggestion("skill", known.replace("_", " "), column.labels.get(known, known.replace("_", " ")))
        for known in (column.values[code] for code in ranked[:8])
    ]


def _municipalities(start: str) -> list[Suggestion]:
    found = Municipality.objects.filter(folded_name__startswith=start).order_by("-population")[:4]
    return [Suggestion("municipality", one.insee_code, one.name) for one in found]


def _begins(text: str, start: str) -> bool:
    return text.startswith(start) or f" {start}" in text
