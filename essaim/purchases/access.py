"""Who sees, leads and joins a purchase. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs import queries as clubs
from essaim.clubs.access import get_club_as_member, pick
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import queries
from .enums import PurchaseState
from .models import Commitment, Offer, OfferDocument, Purchase


def own_members(request: HttpRequest, club: Club) -> list[Organization]:
    """The person's own member organizations, read once for each page."""
    known = getattr(request, "own_members_of_purchases", None)
    if known is None or known[0] != club.pk:
        known = (club.pk, list(clubs.own_members(request.user, club)))
        request.own_members_of_purchases = known  # type: ignore[attr-defined]
    return known[1]


def leads(request: HttpRequest, purchase: Purchase) -> bool:
    """The people of the structure that leads it, and whoever runs the club."""
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        return True
    return purchase.organization in own_members(request, purchase.club)


def get_purchase(request: HttpRequest, club_slug: str, pk: int) -> Purchase:
    """A purchase, for a member of the club; in preparation, for who leads it."""
    club = get_club_as_member(request, club_slug)
    purchase = get_object_or_404(queries.with_all(club), pk=pk)
    purchase.club = club
    if purchase.state == PurchaseState.PREPARING and not leads(request, purchase):
        raise Http404
    return purchase


def get_purchase_to_lead(request: HttpRequest, club_slug: str, pk: int) -> Purchase:
    purchase = get_purchase(request, club_slug, pk)
    if not leads(request, purchase):
        raise Http404
    return purchase


def get_offer_to_change(request: HttpRequest, club_slug: str, pk: int, offer_pk: int) -> Offer:
    purchase = get_purchase_to_lead(request, club_slug, pk)
    offer = get_object_or_404(Offer.objects.prefetch_related("tiers"), purchase=purchase, pk=offer_pk)
    offer.purchase = purchase
    return offer


def get_document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> OfferDocument:
    purchase = get_purchase(request, club_slug, pk)
    return get_object_or_404(OfferDocument, offer__purchase=purchase, pk=document_pk)


def get_joiner(request: HttpRequest, purchase: Purchase, wanted: str | None) -> Organization:
    """The person's own structure that is asked for by its key, else the first; 404 without any, or for another's."""
    found = pick(own_members(request, purchase.club), wanted)
    if found is None:
        raise Http404
    return found


def get_share(request: HttpRequest, club_slug: str, pk: int, commitment_pk: int) -> Commitment:
    """What a structure has to pay, for who leads the purchase."""
    purchase = get_purchase_to_lead(request, club_slug, pk)
    return get_object_or_404(
        Commitment.objects.select_related("organization"), purchase=purchase, pk=commitment_pk, allotted__isnull=False
    )
