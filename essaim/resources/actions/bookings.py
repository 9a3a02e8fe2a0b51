"""Book, change, approve, decline, cancel."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails, prices, rules
from ..enums import Audience, BookingState
from ..models import Booking, BookingSeries, Condition, Resource
from .holding import guarded, lock, release, take
from .turning import again, settle, turn


@dataclass(frozen=True)
class Asked:
    """What somebody would like: moments in UTC."""

    starts_at: datetime
    ends_at: datetime
    quantity: int = 1
    purpose: str = ""


@dataclass(frozen=True)
class Borrower:
    """For whom: a member organization, or a name outside of the club that the owner books for."""

    organization: Organization | None = None
    name: str = ""
    audience: str = Audience.MEMBERS


@guarded
def book(*, resource: Resource, borrower: Borrower, person: User | None, asked: Asked, wait: bool = False) -> Booking:
    """Book, or take a rank on the waiting list when it is taken and `wait` is set.

    Approved at once where the owner agrees beforehand, or books their own; else the owner is asked, and the slot is
    kept meanwhile. Refuses what `rules.check` does, a means of another club (`other_club`), one that is not lent to
    this borrower (`not_lent`), and a slot that is taken (`taken`).
    """
    resource = lock(resource.pk)
    settle(resource)
    booking = place(resource, borrower, person, asked, wait=wait)
    if booking.state != BookingState.WAITING:
        mails.booked(booking, person)
    return booking


def place(
    resource: Resource, borrower: Borrower, person: User | None, asked: Asked,
    *, wait: bool = False, series: BookingSeries | None = None,
) -> Booking:  # fmt: skip
    """`book`, for a means that is locked and settled."""
    as_owner = borrower.organization is not None and borrower.organization.pk == resource.owner_id
    now = timezone.now()
    rules.check(resource, asked.starts_at, asked.ends_at, asked.quantity, now, as_owner=as_owner)
    booking = Booking(
        club_id=resource.club_id, resource=resource, borrower=borrower.organization,
        borrower_name="" if borrower.organization else borrower.name.strip()[:120], person=person, series=series,
        quantity=asked.quantity, starts_at=asked.starts_at, ends_at=asked.ends_at, audience=borrower.audience,
        blocked_until=asked.ends_at + timedelta(minutes=resource.turnaround),
        purpose=" ".join(asked.purpose.split())[:300], deposit=0 if as_owner else resource.deposit,
        state=_first_state(resource, as_owner), **_terms(resource, borrower, as_owner),
    )  # fmt: skip
    _say_due(booking)
    booking.club = resource.club
    booking.save()
    try:
        take(resource, booking)
    except Refusal:
        if not wait:
            raise
        booking.state, booking.queued_at = BookingState.WAITING, _last_rank(resource, now)
        booking.save(update_fields=["state", "queued_at"])
    verb = "wait" if booking.state == BookingState.WAITING else "book"
    journaled.tell(
        actor=person, verb=f"resources.{verb}", subject=booking, club=resource.club,
        details={"resource": resource.pk, "starts_at": asked.starts_at.isoformat(), "quantity": asked.quantity},
    )  # fmt: skip
    return booking


def _first_state(resource: Resource, as_owner: bool) -> str:
    return BookingState.REQUESTED if resource.needs_approval and not as_owner else BookingState.APPROVED


def _terms(resource: Resource, borrower: Borrower, as_owner: bool) -> dict[str, Any]:
    """The rates of the moment. Nobody pays for what is their own."""
    if as_owner:
        return {}
    condition = Condition.objects.filter(resource=resource, audience=borrower.audience).first()
    if condition is None:
        raise Refusal(
            _("Ce moyen n'est pas prêté : %(audience)s.") % {"audience": Audience(borrower.audience).label.lower()},
            code="not_lent",
        )
    return prices.copy_rates(condition)


def _say_due(booking: Booking) -> None:
    due = prices.due(booking, booking.resource, booking.starts_at, booking.ends_at, booking.quantity)
    booking.cents, booking.counterpart = due.cents, due.minutes


def _last_rank(resource: Resource, now: datetime) -> datetime:
    """After all who wait, even if the machine's clock was set back meanwhile."""
    rows = Booking.objects.filter(resource=resource, queued_at__isnull=False).order_by("-queued_at")
    last = rows.values_list("queued_at", flat=True).first()
    return max(now, last + timedelta(microseconds=1)) if last else now


@guarded
def change(*, booking: Booking, actor: User | None, asked: Asked, as_owner: bool = False) -> Booking:
    """Move it, make it longer or shorter, change its quantity.

    An approval holds for what was approved: a change by the borrower asks the owner again, unless it only gives time
    or units back. Nothing changes when the new slot is taken. Refuses what `rules.check` does, and what is neither
    asked for nor approved (code `state`); what is already handed over is changed by the owner alone, and begins when
    it did.
    """
    resource = lock(booking.resource_id)
    booking = again(booking)
    if booking.state not in (BookingState.REQUESTED, BookingState.APPROVED, BookingState.HANDED_OVER):
        raise Refusal(_("Cette réservation ne se change plus."), code="state")
    handed = booking.state == BookingState.HANDED_OVER
    if handed and (not as_owner or asked.starts_at != booking.starts_at):
        raise Refusal(
            _("C'est déjà entre vos mains : demandez à la structure qui prête de prolonger."), code="handed_over"
        )
    less = (
        booking.starts_at <= asked.starts_at and asked.ends_at <= booking.ends_at and asked.quantity <= booking.quantity
    )
    if handed:
        rules.check_closures(resource, booking.ends_at, max(asked.ends_at, booking.ends_at))
        if asked.ends_at <= timezone.now():
            raise Refusal(_("Ce moment est passé."), code="past", field="ends")
    else:
        rules.check(
            resource, asked.starts_at, asked.ends_at, asked.quantity, timezone.now(),
            as_owner=as_owner or booking.borrower_id == resource.owner_id,
        )  # fmt: skip
    before = {"starts_at": booking.starts_at.isoformat(), "ends_at": booking.ends_at.isoformat()}
    release(booking)
    booking.starts_at, booking.ends_at, booking.quantity = asked.starts_at, asked.ends_at, asked.quantity
    booking.blocked_until = asked.ends_at + timedelta(minutes=resource.turnaround)
    booking.purpose, booking.sequence = " ".join(asked.purpose.split())[:300], booking.sequence + 1
    booking.resource = resource
    _say_due(booking)
    take(resource, booking)
    booking.save()
    journaled.tell(actor=actor, verb="resources.change", subject=booking, club=booking.club, details=before)
    owns = booking.borrower_id == resource.owner_id
    if booking.state == BookingState.APPROVED and resource.needs_approval and not (less or as_owner or owns):
        turn(booking, "ask_again", actor, answered_by=None, answered_at=None)
    elif booking.state != BookingState.REQUESTED:
        mails.changed(booking, actor)
    settle(resource)
    return booking


@guarded
def approve(*, booking: Booking, actor: User | None, word: str = "") -> Booking:
    """The owner agrees: what was asked for is frozen."""
    return _answer("approve", booking, actor, word)


@guarded
def decline(*, booking: Booking, actor: User | None, word: str = "") -> Booking:
    """The owner does not agree; the slot goes to whoever waits."""
    return _answer("decline", booking, actor, word)


def _answer(verb: str, booking: Booking, actor: User | None, word: str) -> Booking:
    resource = lock(booking.resource_id)
    settle(resource)
    row = turn(again(booking), verb, actor, word=word.strip()[:500], answered_by=actor, answered_at=timezone.now())
    settle(resource)
    return row


@guarded
def cancel(*, booking: Booking, actor: User | None, word: str = "", as_owner: bool = False) -> Booking:
    """Give it up, or leave the waiting list. Refuses (code `too_late`) the borrower for whom the owner's delay is over:
    they call."""
    resource = lock(booking.resource_id)
    booking = again(booking)
    limit = booking.starts_at - timedelta(minutes=resource.cancel_before)
    if booking.state == BookingState.APPROVED and not as_owner and timezone.now() > limit:
        raise Refusal(
            _("Une réservation s'annule ici jusqu'à %(delay)s avant. Appelez %(owner)s.")
            % {"delay": rules.duration(resource.cancel_before), "owner": resource.owner.name},
            code="too_late",
        )  # fmt: skip
    row = turn(booking, "cancel", actor, word=word.strip()[:500])
    settle(resource)
    return row


@guarded
def accept(*, booking: Booking, actor: User | None) -> Booking:
    """Take the slot that the waiting list offers. Refuses (code `state`) when its delay is over."""
    resource = lock(booking.resource_id)
    settle(resource)
    booking = again(booking)
    verb = "accept" if _first_state(resource, False) == BookingState.APPROVED else "accept_and_ask"
    return turn(booking, verb, actor, offered_until=None)


@guarded
def _settle_one(resource_pk: int) -> int:
    return len(settle(lock(resource_pk)))


def settle_due() -> bool:
    """The worker: end what time has ended, serve who waits. Returns whether there was something to do."""
    now = timezone.now()
    offers = Booking.objects.filter(state=BookingState.OFFERED, offered_until__lte=now)
    begun = Booking.objects.filter(
        state__in=[BookingState.WAITING, BookingState.OFFERED, BookingState.REQUESTED], starts_at__lte=now
    )
    pks = sorted({*offers.values_list("resource", flat=True), *begun.values_list("resource", flat=True)})
    return sum(_settle_one(pk) for pk in pks) > 0
