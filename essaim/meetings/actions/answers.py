"""Answering an invitation: the place in the room, guests, needs, the shared journey."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.territory.models import Municipality

from .. import queries
from ..enums import MOST_GUESTS, Answer, AttendeeKind, Lift, Seat
from ..mails import attendances as mails
from ..models import Attendance, Meeting
from .common import check_open, fill, leave_seat, lock, one_line, take_seat

MOST_PLACES = 8


@dataclass(frozen=True)
class Journey:
    """What a person says of their journey. `contact` is what they agree to show to those they may travel with."""

    lift: str = Lift.NONE
    leaves_from: Municipality | None = None
    places: int = 0
    contact: str = ""


@transaction.atomic
def answer(
    *, attendance: Attendance, answer: str, actor: User | None = None, guests: Sequence[str] | None = None,
    needs: str | None = None, journey: Journey | None = None,
) -> Attendance:  # fmt: skip
    """Note yes, maybe or no; the same answer again changes nothing and writes to nobody.

    Yes takes a place, or a rank on the list; anything else gives the place to who waits, and takes guests off.
    `guests`: names of those the person brings, three at most; `needs` and `journey` too are left alone when None.
    Refuses when the meeting is cancelled, past, or not announced (codes `cancelled`, `past`, `not_announced`).
    """
    wanted = Answer(answer)
    meeting = lock(attendance.meeting)
    row = Attendance.objects.select_for_update(of=("self",)).select_related("user").get(pk=attendance.pk)
    row.meeting = meeting
    check_open(meeting)
    if row.checked_in_at and wanted != Answer.YES:
        raise Refusal(_("%(name)s est déjà là.") % {"name": row.name}, code="checked_in")
    before = row.answer
    if wanted != before:
        row.answer, row.answered_at = wanted, timezone.now()
        take_seat(meeting, row) if wanted == Answer.YES else leave_seat(row)
    if needs is not None:
        row.needs = one_line(needs, 300)
    if wanted != Answer.YES:
        journey = Journey()
    if journey is not None:
        _set_journey(row, journey)
    row.save()
    if wanted != Answer.YES:
        _bring(meeting, row, [])
    elif guests is not None:
        _bring(meeting, row, guests)
    if wanted != before:
        journaled.tell(
            actor=actor or row.user, verb="meetings.answer", subject=row, club=meeting.club,
            details={"before": before, "answer": wanted.value},
        )  # fmt: skip
        if row.seat == Seat.HELD:
            mails.confirmation(row)
        elif row.seat == Seat.WAITING:
            mails.waiting(row, rank=queries.waiting_rank(row))
    fill(meeting)
    return row


def _set_journey(row: Attendance, journey: Journey) -> None:
    lift = Lift(journey.lift)
    if lift and not journey.leaves_from:
        raise Refusal(
            _("Dites d'où vous partez : c'est la commune qui rapproche."), code="no_commune", field="leaves_from"
        )
    if lift and not journey.contact.strip():
        raise Refusal(
            _("Laissez un téléphone ou une adresse, pour qu'on puisse vous joindre."), code="no_contact",
            field="lift_contact",
        )  # fmt: skip
    if lift == Lift.OFFER and not 1 <= journey.places <= MOST_PLACES:
        raise Refusal(
            _("Une voiture a de 1 à %(most)s places à offrir.") % {"most": MOST_PLACES}, code="places",
            field="car_places",
        )  # fmt: skip
    row.wants_lift = lift == Lift.SEEK
    row.car_places = journey.places if lift == Lift.OFFER else 0
    row.leaves_from = journey.leaves_from if lift else None
    row.lift_contact = one_line(journey.contact) if lift else ""


def _bring(meeting: Meeting, host: Attendance, names: Sequence[str]) -> None:
    """Make the guests of `host` those named: who stays keeps the place, who is new takes one or waits."""
    wanted = list(dict.fromkeys(filter(None, map(one_line, names))))
    if len(wanted) > MOST_GUESTS:
        raise Refusal(
            _("Vous pouvez venir avec %(most)s personnes au plus.") % {"most": MOST_GUESTS}, code="guests",
            field="guests",
        )  # fmt: skip
    if wanted and host.brought_by_id:
        raise Refusal(_("La personne que vous accompagnez répond pour vous deux."), code="guest_of_guest")
    known = {guest.name: guest for guest in Attendance.objects.filter(brought_by=host)}
    for name, guest in known.items():
        if name not in wanted:
            if guest.checked_in_at:
                raise Refusal(_("%(name)s est déjà là.") % {"name": name}, code="checked_in")
            guest.delete()
    for name in wanted:
        if name in known:
            continue
        guest = Attendance(
            club_id=meeting.club_id, meeting=meeting, kind=AttendeeKind.GUEST, brought_by=host, name=name,
            organization_id=host.organization_id, answer=Answer.YES, answered_at=timezone.now(),
        )  # fmt: skip
        take_seat(meeting, guest)
        guest.save()
