"""Lines of the accounts: of a booking that came back, typed by hand, undone by a contrary line."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization
from essaim.resources.enums import BookingState, ResourceKind
from essaim.resources.models import Booking
from essaim.resources.moments import local

from .. import mails, worth
from ..enums import Source
from ..models import Entry

RETURNED = "resources.take_back"
MOST_MINUTES = 2000 * 60
MOST_CENTS = 10_000_000
OLDEST = timedelta(days=730)


@dataclass(frozen=True)
class Given:
    """Help typed by hand. `owed`: whether the time is in return for something, and so pays back hours. `worth` in
    cents; None: the kind's price."""

    day: date
    what: str
    kind: str = ResourceKind.SKILL
    minutes: int = 0
    cents: int = 0
    owed: bool = False
    worth: int | None = None


def hear(*, verb: str, subject: Any, **_facts: Any) -> None:
    """The hook `journaled`: a booking is returned, in the transaction that says so."""
    if verb == RETURNED and isinstance(subject, Booking):
        enter_booking(subject)


@transaction.atomic
def enter_booking(booking: Booking) -> Entry | None:
    """Write the line of a booking that came back; again, it changes nothing. None for one's own means, and for someone
    outside of the club."""
    if booking.state != BookingState.RETURNED or booking.borrower_id in (None, booking.resource.owner_id):
        return None
    known = Entry.objects.filter(club=booking.club_id, booking=booking).first()
    if known:
        return known
    minutes = worth.minutes_of(booking)
    return Entry.objects.create(
        club_id=booking.club_id, giver_id=booking.resource.owner_id, receiver_id=booking.borrower_id,
        day=min(local(booking.ends_at).date(), timezone.localdate()), source=Source.BOOKING, kind=booking.resource.kind,
        what=booking.resource.name, minutes=minutes, cents=booking.cents, owed_minutes=booking.counterpart,
        worth=worth.worth_of(booking, minutes, worth.price_of(booking)), booking=booking,
    )  # fmt: skip


def enter_missing(_today: date) -> int:
    """Each day: the bookings that came back while nobody listened. Returns how many lines were written."""
    rows = Booking.objects.filter(state=BookingState.RETURNED, borrower__isnull=False, ledger=None)
    count = 0
    for row in rows.select_related("resource", "club").order_by("ends_at", "pk"):
        with suppress(IntegrityError):  # another worker wrote it meanwhile
            count += enter_booking(row) is not None
    return count


@transaction.atomic
def give(*, club: Club, giver: Organization, receiver: Organization, actor: User | None, given: Given) -> Entry:
    """Help that no booking tells. The other structure reads it in its accounts and in a message.

    Refuses: oneself or a structure that is no member (field `other`); a day to come or over two years old (`day`);
    nothing said (`what`); neither time nor money, or amounts that nobody means (`minutes`, `cents`).
    """
    what = " ".join(given.what.split())[:200]
    today = timezone.localdate()
    if giver.pk == receiver.pk:
        raise Refusal(_("On ne se prête pas à soi-même."), code="oneself", field="other")
    if members_of(club).filter(pk__in=[giver.pk, receiver.pk]).count() != 2:
        raise Refusal(_("Les comptes se tiennent entre membres du club."), code="not_member", field="other")
    if given.day > today:
        raise Refusal(_("Ce jour est à venir."), code="future", field="day")
    if given.day < today - OLDEST:
        raise Refusal(_("C'était il y a plus de deux ans : ces comptes sont clos."), code="old", field="day")
    if not what:
        raise Refusal(_("Dites en quelques mots ce que c'était."), code="missing", field="what")
    if given.minutes <= 0 and given.cents <= 0:
        raise Refusal(_("Dites combien de temps, ou combien d'euros."), code="nothing", field="minutes")
    if given.minutes > MOST_MINUTES:
        raise Refusal(_("C'est plus d'une année de travail. Vérifiez ce nombre."), code="much", field="minutes")
    if given.cents > MOST_CENTS:
        raise Refusal(_("Ce montant est trop grand. Écrivez-le en euros."), code="much", field="cents")
    kind = ResourceKind(given.kind)
    value = given.worth
    if value is None:
        value = worth.value_of(kind, given.minutes, worth.prices_of(club)[kind])
    entry = Entry.objects.create(
        club=club, giver=giver, receiver=receiver, day=given.day, source=Source.TYPED, kind=kind, what=what,
        minutes=given.minutes, cents=given.cents, owed_minutes=given.minutes if given.owed else 0,
        worth=min(value, MOST_CENTS), written_by=actor,
    )  # fmt: skip
    _journal("give", entry, actor)
    mails.typed(entry, actor)
    return entry


@transaction.atomic
def undo(*, entry: Entry, actor: User | None, reason: str) -> Entry:
    """Undo a line by its contrary, with the reason; the line stays. Refuses no reason (field `reason`), a correction
    (type what is right instead), a payment of a statement, and what is undone already (code `undone`)."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refusal(_("Dites pourquoi : l'autre structure le lira."), code="missing", field="reason")
    Club.objects.select_for_update().get(pk=entry.club_id)
    if entry.source in (Source.CORRECTION, Source.PAYMENT):
        raise Refusal(_("Cette ligne ne s'annule pas : notez plutôt ce qui est juste."), code="not_undone")
    if Entry.objects.filter(undoes=entry).exists():
        raise Refusal(_("Cette ligne est déjà annulée."), code="undone")
    row = Entry.objects.create(
        club_id=entry.club_id, giver_id=entry.receiver_id, receiver_id=entry.giver_id, day=entry.day,
        source=Source.CORRECTION, kind=entry.kind, what=entry.what, minutes=entry.minutes, cents=entry.cents,
        owed_minutes=entry.owed_minutes, worth=entry.worth, undoes=entry, reason=reason, written_by=actor,
    )  # fmt: skip
    _journal("undo", row, actor)
    mails.typed(row, actor)
    return row


def _journal(verb: str, entry: Entry, actor: User | None) -> None:
    journaled.tell(
        actor=actor, verb=f"lending.{verb}", subject=entry, club=entry.club,
        details={
            "giver": entry.giver_id, "receiver": entry.receiver_id, "minutes": entry.minutes, "cents": entry.cents,
        },
    )  # fmt: skip
