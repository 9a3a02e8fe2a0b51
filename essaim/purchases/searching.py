"""Purchases as documents of the search."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from essaim.clubs.models import Club
from essaim.search.port import Query, select
from essaim.search.sources import Document, Source

from .enums import PurchaseState
from .models import Offer, Purchase

NAME, NUMBER = "purchases", 55
# What changes the words of a purchase, or shows it at last.
FOUND_ANEW = frozenset({"open", "cancel", "update", "set_offer", "remove_offer"})


def shown_ids() -> Iterable[int]:
    rows = Purchase.objects.exclude(state=PurchaseState.PREPARING)
    return rows.order_by("pk").values_list("pk", flat=True)


def documents(ids: list[int]) -> Iterator[Document]:
    """The documents of these purchases; those in preparation are left out. Two queries."""
    rows = Purchase.objects.filter(pk__in=ids).exclude(state=PurchaseState.PREPARING).select_related("organization")
    for row in rows.prefetch_related(Prefetch("offers", Offer.objects.order_by("pk"))):
        suppliers = "\n".join(one.supplier for one in row.offers.all())
        yield Document(
            object_id=row.pk,
            title=row.title,
            names=row.title,
            skills=suppliers,
            texts=f"{row.unit}\n{row.organization.name}\n{row.about}",
            facets={"club": [str(row.club_id)]},
        )


PURCHASES = Source(NAME, NUMBER, ("club",), documents, shown_ids)


def found(club: Club, text: str) -> tuple[list[int], str | None]:
    """Keys of the club's purchases that answer a text, the best first, and the words looked for when they were
    corrected."""
    selection = select(NAME, Query(text=text, filters={"club": [str(club.pk)]}))
    ids = [int(number) for number in selection.columns.ids.view[selection.ordered(selection.total)]]
    return ids, selection.corrected
