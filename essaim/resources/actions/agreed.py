"""What was agreed before: written down all at once."""

from collections.abc import Iterable

from ..models import Booking, Hold, Resource
from .holding import guarded, holds_of, lock, pack, taken


@guarded
def write_agreed(*, resource: Resource, bookings: Iterable[Booking]) -> list[Booking]:
    """Keep bookings that were agreed elsewhere, on paper or in another tool, of a means that has none here. In a few
    queries whatever their number; no rule looked at, nobody written to. Refuses (code `taken`) what does not fit."""
    resource = lock(resource.pk)
    rows = Booking.objects.bulk_create(bookings)
    standing = [row for row in rows if row.holds]
    packed = pack(standing, resource.quantity)
    if packed is None:
        raise taken()
    Hold.objects.bulk_create(hold for row in standing for hold in holds_of(resource, row, packed[row.pk]))
    return rows
