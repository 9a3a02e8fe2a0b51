"""The list of purchases: what is current, what is over, or what a text finds."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator

from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import queries
from .enums import PurchaseState
from .models import Purchase
from .searching import found

PER_PAGE = 12


@dataclass
class Listing:
    """`page`: what was found, or what is over, the latest first. `searches`: whether there is enough to look among."""

    page: Page
    typed: str = ""
    corrected: str | None = None
    preparing: list[Purchase] = field(default_factory=list)
    current: list[Purchase] = field(default_factory=list)
    searches: bool = False


def listing(club: Club, own: list[Organization], *, runs: bool, typed: str = "", number: str = "") -> Listing:
    """What the page shows to these structures. Three queries at most, and those of the search."""
    typed = " ".join(typed.split())[:200]
    if typed:
        ids, corrected = found(club, typed)
        page = Paginator(ids, PER_PAGE).get_page(number)
        page.object_list = queries.in_order(club, list(page.object_list))  # type: ignore[assignment]
        return Listing(page, typed, corrected, searches=True)
    rows = queries.listed(club, own, runs=runs)
    past = [one for one in rows if one.state in (PurchaseState.DONE, PurchaseState.CANCELLED)][::-1]
    return Listing(
        Paginator(past, PER_PAGE).get_page(number),
        preparing=[one for one in rows if one.state == PurchaseState.PREPARING],
        current=[one for one in rows if one.state in queries.CURRENT],
        searches=len(rows) > PER_PAGE,
    )
