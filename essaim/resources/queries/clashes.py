"""Bookings that stand while the owner's own calendar says busy."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ..enums import BookingState
from ..models import Booking, ExternalBusy, Resource

STANDING = (BookingState.OFFERED, BookingState.REQUESTED, BookingState.APPROVED)


@dataclass(frozen=True)
class Clash:
    """A booking, and the first time of the calendar that meets it."""

    booking: Booking
    starts_at: datetime
    ends_at: datetime


def clash_of(booking: Booking) -> Clash | None:
    """What meets this booking. Two queries."""
    return next((one for one in clashes_of(booking.resource) if one.booking.pk == booking.pk), None)


def clashes_of(resource: Resource) -> list[Clash]:
    """Those to come, in order. An owner writes down in their calendar what they lend: an event of the very times of the
    booking is that one, and what they booked themselves meets nothing. Two queries."""
    now = timezone.now()
    busy = list(ExternalBusy.objects.filter(resource=resource, ends_at__gt=now).order_by("starts_at", "pk"))
    if not busy:
        return []
    rows = Booking.objects.filter(resource=resource, state__in=STANDING, ends_at__gt=now)
    found = []
    for row in rows.select_related("club", "borrower", "person").order_by("starts_at", "pk"):
        row.resource = resource
        if row.borrower_id == resource.owner_id:
            continue
        for one in busy:
            same = (one.starts_at, one.ends_at) == (row.starts_at, row.ends_at)
            if one.starts_at < row.ends_at and one.ends_at > row.starts_at and not same:
                found.append(Clash(row, one.starts_at, one.ends_at))
                break
    return found
