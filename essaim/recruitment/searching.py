"""Offers as documents of the search."""

from collections.abc import Iterable, Iterator

from essaim.clubs.models import Club
from essaim.search.port import Query, select
from essaim.search.sources import Document, Source

from .enums import OfferState
from .models import Offer

NAME, NUMBER = "offers", 50
MOST_FOUND = 200


def open_ids() -> Iterable[int]:
    return Offer.objects.filter(state=OfferState.OPEN).order_by("pk").values_list("pk", flat=True)


def documents(ids: list[int]) -> Iterator[Document]:
    """The documents of these offers; those that are closed are left out. One query."""
    rows = Offer.objects.filter(pk__in=ids, state=OfferState.OPEN)
    for row in rows.select_related("organization", "municipality"):
        town = row.municipality
        yield Document(
            object_id=row.pk,
            title=row.title,
            names=row.title,
            skills=f"{row.occupation}\n{row.card}",
            texts=f"{row.organization.name}\n{row.description}",
            places=town.name,
            facets={"club": [str(row.club_id)], "contract": [row.contract]},
            position=(town.latitude, town.longitude)
            if town.latitude is not None and town.longitude is not None
            else None,
        )


OFFERS = Source(NAME, NUMBER, ("club", "contract"), documents, open_ids)


def found(club: Club, text: str) -> list[int]:
    """Keys of the club's offers that answer a text, the best first."""
    selection = select(NAME, Query(text=text, filters={"club": {str(club.pk)}}))
    return [int(selection.columns.ids.view[number]) for number in selection.ordered(MOST_FOUND)[:MOST_FOUND]]
