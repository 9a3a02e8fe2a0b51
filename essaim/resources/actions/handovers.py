"""The means changes hands: a report with photos each time, what is due told at the return, damage told to both."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.files.actions import storing
from essaim.files.reading import read_picture
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, prices
from ..enums import BookingState, HandoverKind, Shape
from ..models import Booking, Handover, HandoverPhoto
from .holding import guarded, lock
from .turning import again, settle, turn

MOST_PHOTOS = 6


@dataclass(frozen=True)
class Report:
    """What was seen. `kilometres`: of the meter; `measured`: what was consumed, in thousandths of the measure."""

    shape: str = Shape.GOOD
    note: str = ""
    kilometres: int | None = None
    measured: int | None = None


def hand_over(*, booking: Booking, actor: User | None, report: Report, photos: Iterable[UploadedFile] = ()) -> Handover:
    """The borrower has it. Refuses (code `state`) what is not approved, (`note`, field `note`) damage without a word,
    and the photographs that `read_picture` refuses."""
    return _report(HandoverKind.OUT, booking, actor, report, photos)


def take_back(*, booking: Booking, actor: User | None, report: Report, photos: Iterable[UploadedFile] = ()) -> Handover:
    """The owner has it again: what is due is told with the kilometres and what was consumed; the rest of its time goes
    to whoever waits. Refuses as `hand_over`, and a meter that went backwards (code `meter`, field `kilometres`)."""
    return _report(HandoverKind.BACK, booking, actor, report, photos)


def _report(
    kind: str, booking: Booking, actor: User | None, report: Report, photos: Iterable[UploadedFile]
) -> Handover:
    note = report.note.strip()[:1500]
    if report.shape == Shape.DAMAGED and not note:
        raise Refusal(_("Dites en quelques mots ce qui est abîmé ou manque."), code="note", field="note")
    read = [read_picture(one, field="photos") for one in photos]
    if len(read) > MOST_PHOTOS:
        raise Refusal(_("Six photos suffisent."), code="full", field="photos")
    pictures = [(HandoverPhoto(club_id=booking.club_id, added_by=actor, **facts), content) for content, facts in read]
    try:
        with ExitStack() as kept:
            for photo, content in pictures:
                kept.enter_context(storing(photo, content))
            return _write(kind, booking, actor, report, note, [photo for photo, _content in pictures])
    except IntegrityError:
        raise Refusal(_("La même photo est là deux fois."), code="twice", field="photos") from None


@guarded
def _write(
    kind: str, booking: Booking, actor: User | None, report: Report, note: str, photos: list[HandoverPhoto]
) -> Handover:
    resource = lock(booking.resource_id)
    booking = again(booking)
    out = Handover.objects.filter(booking=booking, kind=HandoverKind.OUT).first()
    if kind == HandoverKind.OUT:
        turn(booking, "hand_over", actor)
    else:
        _say_due(booking, out, report)
        turn(booking, "take_back", actor, cents=booking.cents, counterpart=booking.counterpart)
    handover = Handover.objects.create(
        club_id=booking.club_id, booking=booking, kind=kind, at=timezone.now(), shape=Shape(report.shape), note=note,
        kilometres=report.kilometres, measured=report.measured, done_by=actor,
    )  # fmt: skip
    for photo in photos:
        photo.handover = handover
        photo.save()
    if handover.shape == Shape.DAMAGED:
        journaled.tell(
            actor=actor, verb="resources.tell_damage", subject=booking, club=booking.club, details={"note": note}
        )
        mails.damaged(booking, handover)
    settle(resource)
    return handover


def _say_due(booking: Booking, out: Handover | None, report: Report) -> None:
    driven = 0
    if report.kilometres is not None and out is not None and out.kilometres is not None:
        driven = report.kilometres - out.kilometres
        if driven < 0:
            raise Refusal(
                _("Le compteur disait %(count)s au départ : il ne recule pas.") % {"count": out.kilometres},
                code="meter", field="kilometres",
            )  # fmt: skip
    due = prices.due(
        booking, booking.resource, booking.starts_at, booking.ends_at, booking.quantity, kilometres=driven,
        measured=report.measured or 0,
    )  # fmt: skip
    booking.cents, booking.counterpart = due.cents, due.minutes


@transaction.atomic
def return_unsaid() -> bool:
    """The worker: a booking that ended two days ago, and of which nobody reported anything, is held to be returned.
    Returns whether there was one."""
    limit = timezone.now() - timedelta(days=2)
    row = Booking.objects.filter(state=BookingState.APPROVED, ends_at__lte=limit).order_by("pk").first()
    if row is None:
        return False
    lock(row.resource_id)
    turn(again(row), "take_back", None)
    return True
