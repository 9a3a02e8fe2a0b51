"""Practices as documents of the search: what is found of them, by which facets they are counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from essaim.organizations.models import OrganizationSector, Sector
from essaim.search.actions import reindex
from essaim.search.sources import Document, Source
from essaim.writing.models import Revision, Text

from .enums import STANDING, Cost
from .models import Adoption, Figure, Part, Practice, ThemeWord

NAME, NUMBER = "practices", 4
FACETS = ("club", "audience", "sector", "word", "cost", "adopted")


def cost_of(euros: int | None) -> Cost:
    """The step of the facet for an amount in euros."""
    if euros is None:
        return Cost.UNKNOWN
    if euros == 0:
        return Cost.FREE
    return Cost.SMALL if euros < 500 else Cost.MIDDLE if euros <= 5000 else Cost.LARGE


def standing_ids() -> Iterable[int]:
    return Practice.objects.filter(state__in=STANDING).order_by("pk").values_list("pk", flat=True)


def documents(ids: list[int]) -> Iterator[Document]:
    """The documents of these practices; those that are not in the list are left out. Six queries."""
    rows = list(Practice.objects.filter(pk__in=ids, state__in=STANDING).select_related("organization"))
    wanted = [row.pk for row in rows]
    words: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, word, folded in ThemeWord.objects.filter(practice__in=wanted).values_list("practice_id", "word", "folded"):
        words[pk].append((word, folded))
    texts: dict[int, list[str]] = defaultdict(list)
    for pk, content in Part.objects.filter(practice__in=wanted).values_list("practice_id", "text__content"):
        texts[pk].append(content)
    for pk, what in Figure.objects.filter(practice__in=wanted).values_list("practice_id", "what"):
        texts[pk].append(what)
    adopted = set(Adoption.objects.filter(practice__in=wanted).values_list("practice_id", flat=True))
    parents = dict(Sector.objects.values_list("code", "parent_id"))
    sectors: dict[int, list[str]] = defaultdict(list)
    for organization, code in OrganizationSector.objects.filter(
        organization__in={row.organization_id for row in rows}
    ).values_list("organization_id", "sector_id"):
        sectors[organization] += [one for one in (parents.get(code), code) if one]
    for row in rows:
        yield Document(
            object_id=row.pk,
            title=row.title,
            names=row.title,
            skills="\n".join(word for word, _folded in words[row.pk]),
            texts="\n".join([row.summary, row.organization.name, *texts[row.pk]]),
            facets={
                "club": [str(row.club_id)],
                "audience": [row.audience],
                "sector": dict.fromkeys(sectors[row.organization_id]),
                "word": [folded.replace(" ", "_") for _word, folded in words[row.pk]],
                "cost": [cost_of(row.euros)],
                "adopted": ["yes"] if row.pk in adopted else [],
            },
        )


PRACTICES = Source(NAME, NUMBER, FACETS, documents, standing_ids)


def follow_text(text: Text, _revision: Revision, _actor: Any) -> None:
    """A part was written: what is found of its practice follows."""
    reindex(source=NAME, ids=Part.objects.filter(text=text).values_list("practice_id", flat=True))


def follow_all(_today: date) -> None:
    """Each day: what was typed since in texts that `writing` did not tell of (the rest of a sitting)."""
    since = timezone.now() - timedelta(days=2)
    rows = Part.objects.filter(text__updated_at__gte=since, practice__state__in=STANDING)
    reindex(source=NAME, ids=rows.values_list("practice_id", flat=True))
