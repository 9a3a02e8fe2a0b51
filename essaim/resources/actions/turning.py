"""The life of bookings: one table, one writer; whoever waits is served when a slot comes free."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, rules
from ..enums import BOOKING_VERBS, HOLDING, BookingState
from ..models import Booking, Resource
from . import holding

PENDING = (BookingState.WAITING, BookingState.OFFERED, BookingState.REQUESTED)


def again(booking: Booking) -> Booking:
    """The booking as it stands now. Its means is locked."""
    return Booking.objects.select_related("resource__owner", "resource__club", "club", "borrower", "person").get(
        pk=booking.pk
    )


def turn(booking: Booking, verb: str, actor: User | None, *, tells: bool = True, **values: Any) -> Booking:
    """Lead the booking to its next state. Units are given back by the states that hold none; with `tells`, whoever must
    know is written to. Refuses (code `state`)
    what the table does not know."""
    starts, state = BOOKING_VERBS[verb]
    if booking.state not in starts:
        raise Refusal(
            _("Cette réservation n'en est plus là : %(state)s.")
            % {"state": BookingState(booking.state).label.lower()},
            code="state",
        )  # fmt: skip
    before, booking.state = booking.state, state
    for name, value in values.items():
        setattr(booking, name, value)
    booking.save(update_fields=["state", *values, "updated_at"])
    if before in HOLDING and state not in HOLDING:
        holding.release(booking)
    journaled.tell(
        actor=actor, verb=f"resources.{verb}", subject=booking, club=booking.club, details={"before": before}
    )
    if tells:
        mails.turned(booking, verb, actor)
    return booking


def settle(resource: Resource) -> list[Booking]:
    """What time decides, then who waits: offers not taken, requests and turns whose moment came end; the free slots are
    offered in the order of the list, to the first whom each fits. Returns those that changed. The means is locked.

    Called by every act that may free a slot, in its transaction: no slot is ever free while someone waits for it.
    """
    now = timezone.now()
    rows = Booking.objects.filter(resource=resource, state__in=PENDING).order_by("queued_at", "pk")
    pending = list(rows.select_related("club", "borrower", "person"))
    for booking in pending:
        booking.resource = resource
    changed = [turn(booking, "lapse", None) for booking in pending if _is_over(booking, now)]
    for booking in pending:
        if booking.state == BookingState.WAITING and _may_have(resource, booking, now):
            until = min(now + timedelta(minutes=resource.offer_minutes), booking.starts_at)
            holding.take(resource, booking)
            changed.append(turn(booking, "offer", None, offered_until=until))
    return changed


def _is_over(booking: Booking, now: datetime) -> bool:
    until = booking.offered_until if booking.state == BookingState.OFFERED else None
    return booking.starts_at <= now or (until is not None and until <= now)


def _may_have(resource: Resource, booking: Booking, now: datetime) -> bool:
    try:
        rules.check(
            resource, booking.starts_at, booking.ends_at, booking.quantity, now,
            as_owner=booking.borrower_id == resource.owner_id,
        )  # fmt: skip
    except Refusal:
        return False
    return holding.fits(resource, booking)
