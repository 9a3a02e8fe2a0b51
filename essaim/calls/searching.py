"""Calls as documents of the search: what is found of them, by which facets they are counted."""

from collections.abc import Collection, Iterable, Iterator

from django.utils import timezone

from essaim.organizations.models import Sector
from essaim.search.actions import reindex
from essaim.search.sources import Document, Source

from .cleaning import plain_text
from .models import Call
from .territories import names_of
from .words import amount_step

NAME, NUMBER = "calls", 60
EVERYBODY = "all"  # in the facet `club`: shared by the installation
FACETS = ("club", "kind", "status", "scale", "place", "audience", "sector", "day", "amount", "reserved")


def standing_ids() -> Iterable[int]:
    return Call.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True)


def documents(ids: list[int]) -> Iterator[Document]:
    """The documents of these calls; merged ones are left out. Six queries at most."""
    rows = list(Call.objects.filter(pk__in=ids, merged_into=None))
    names = names_of({one for row in rows for one in row.places})
    parents = dict(Sector.objects.values_list("code", "parent_id"))
    for row in rows:
        yield Document(
            object_id=row.pk,
            title=row.title,
            names=row.title,
            skills="\n".join([*row.themes, *row.funders]),
            texts="\n".join([plain_text(row.description), plain_text(row.eligibility), row.amount_words]),
            places="\n".join([*(names.get(one, "") for one in row.places), row.territory_words]),
            facets={
                "club": [str(row.club_id) if row.club_id else EVERYBODY],
                "kind": [row.kind],
                "status": [row.status],
                "scale": [row.scale or "unknown"],
                "place": row.places,
                "audience": row.audiences,
                "sector": dict.fromkeys(one for code in row.sectors for one in (parents.get(code), code) if one),
                "day": [timezone.localdate(row.deadline).isoformat() if row.deadline else "none"],
                "amount": [amount_step(row)],
                "reserved": row.reserved_for,
            },
        )


CALLS = Source(NAME, NUMBER, FACETS, documents, standing_ids)


def index(ids: Collection[int]) -> None:
    """Bring the search up to date, in the transaction of the change."""
    if ids:
        reindex(source=NAME, ids=ids)
