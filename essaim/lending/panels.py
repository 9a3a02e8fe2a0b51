"""What lending adds to the page of a booking: its agreement, and its line once it came back."""

from django.http import HttpRequest

from essaim.clubs.queries import own_members
from essaim.resources.enums import BookingState
from essaim.resources.models import Booking
from essaim.resources.panels import Panel

from . import words
from .queries.agreements import agreement_of
from .queries.ledger import entry_of


def booking_panel(request: HttpRequest, booking: Booking) -> Panel | None:
    """For the two structures of a loan between members. Three queries at most."""
    if booking.borrower_id is None or booking.borrower_id == booking.resource.owner_id:
        return None
    sides = (booking.resource.owner_id, booking.borrower_id)
    mine = own_members(request.user, booking.club).filter(pk__in=sides).first()
    if mine is None:
        return None
    agreement, entry = agreement_of(booking), entry_of(booking)
    to_begin = agreement is None and booking.state in (BookingState.APPROVED, BookingState.HANDED_OVER)
    if not (agreement or entry or to_begin):
        return None
    said = words.amounts(entry.minutes, entry.cents, entry.owed_minutes) if entry else ""
    return Panel(
        "lending/_booking.html",
        {
            "club": booking.club, "booking": booking, "mine": mine, "agreement": agreement, "to_begin": to_begin,
            "entry": entry, "amounts": said, "other": sides[1] if mine.pk == sides[0] else sides[0],
        },
    )  # fmt: skip
