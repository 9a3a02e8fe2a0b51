"""Who sees a means, keeps it, books it, answers a booking."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_of_mine
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .enums import ResourceState
from .models import Booking, BookingSeries, Closure, Condition, ExternalCalendar, HandoverPhoto, Resource, ResourcePhoto


@dataclass(frozen=True)
class Place:
    """A means for one reader: the club, their own member organizations there, whether they keep it (a person of the
    owner, or whoever runs the club)."""

    club: Club
    mine: list[Organization]
    resource: Resource
    keeps: bool


def _keeps(request: HttpRequest, mine: list[Organization], owner_id: int) -> bool:
    return request.standing.is_organiser or any(one.pk == owner_id for one in mine)  # type: ignore[attr-defined]


def get_resource(request: HttpRequest, slug: str, pk: int) -> Place:
    """A means of the club: in the catalogue for its members, in any state for those who keep it."""
    club, mine = get_club_of_mine(request, slug)
    rows = Resource.objects.select_related("owner", "municipality").prefetch_related(
        "photos", "opening_hours", Prefetch("conditions", queryset=Condition.objects.order_by("pk"))
    )
    resource = get_object_or_404(rows, club=club, pk=pk)
    resource.club = club
    keeps = _keeps(request, mine, resource.owner_id)
    if resource.state != ResourceState.PUBLISHED and not keeps:
        raise Http404
    return Place(club, mine, resource, keeps)


def get_resource_to_keep(request: HttpRequest, slug: str, pk: int) -> Place:
    place = get_resource(request, slug, pk)
    if not place.keeps:
        raise Http404
    return place


def get_photo(request: HttpRequest, slug: str, pk: int, photo_pk: int) -> ResourcePhoto:
    place = get_resource(request, slug, pk)
    return get_object_or_404(ResourcePhoto, resource=place.resource, pk=photo_pk)


def get_closure(place: Place, pk: int) -> Closure:
    return get_object_or_404(Closure, resource=place.resource, pk=pk)


def get_external_calendar(place: Place, pk: int) -> ExternalCalendar:
    return get_object_or_404(ExternalCalendar, resource=place.resource, pk=pk)


@dataclass(frozen=True)
class Part:
    """A booking for one reader: `keeps` the means, or `borrows` it (a person of the borrower); both for one's own."""

    club: Club
    booking: Booking
    keeps: bool
    borrows: bool


def get_booking(request: HttpRequest, slug: str, pk: int) -> Part:
    """A booking of the club, for those whom it concerns: the owner's people and the borrower's; 404 for others."""
    club, mine = get_club_of_mine(request, slug)
    rows = Booking.objects.select_related(
        "resource__owner", "resource__municipality", "borrower", "person", "answered_by", "series"
    )
    booking = get_object_or_404(rows, club=club, pk=pk)
    booking.club = booking.resource.club = club
    keeps = _keeps(request, mine, booking.resource.owner_id)
    borrows = any(one.pk == booking.borrower_id for one in mine)
    if not (keeps or borrows):
        raise Http404
    return Part(club, booking, keeps, borrows)


def get_booking_to_keep(request: HttpRequest, slug: str, pk: int) -> Part:
    part = get_booking(request, slug, pk)
    if not part.keeps:
        raise Http404
    return part


def get_series(part: Part) -> BookingSeries:
    if part.booking.series is None:
        raise Http404
    return part.booking.series


def get_seen(part: Part, pk: int) -> HandoverPhoto:
    return get_object_or_404(HandoverPhoto, handover__booking=part.booking, pk=pk)
