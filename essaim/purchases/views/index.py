"""The purchases of a club, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from essaim.clubs.access import get_club_as_member
from essaim.files.serving import as_attachment

from .. import access, paper, queries, screen
from ..listing import listing
from .common import draw, to_detail


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What is under way, what is over; or what `?q=` finds. `?page=`."""
    club = get_club_as_member(request, club_slug)
    own = access.own_members(request, club)
    found = listing(
        club, own, runs=request.standing.is_organiser,  # type: ignore[attr-defined]
        typed=request.GET.get("q", ""), number=request.GET.get("page", ""),
    )  # fmt: skip
    return render(request, "purchases/index.html", {"club": club, "own": own, "found": found})


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The purchase; to htmx, its count alone."""
    purchase = access.get_purchase(request, club_slug, pk)
    if request.headers.get("HX-Request"):
        response = render(request, "purchases/_count.html", screen.count_of(purchase))
    else:
        response = draw(request, purchase)
    patch_vary_headers(response, ["HX-Request"])
    return response


def sheet(request: HttpRequest, club_slug: str, pk: int, form: str) -> HttpResponse:
    """The order of the supplier, split by structure: csv, xlsx or pdf, for who leads. Nothing before the order."""
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    offer = queries.chosen_of(purchase)
    shares = [one for one in purchase.commitments.all() if one.allotted is not None]
    if offer is None or not shares:
        return to_detail(purchase)
    return paper.order_sheet(purchase, offer, shares).response(form)


def document(request: HttpRequest, club_slug: str, pk: int, document_pk: int):
    """A quotation, for whoever sees the purchase."""
    return as_attachment(access.get_document(request, club_slug, pk, document_pk))
