"""What the verbs of meetings share: the lock of the meeting, the room's places, names and addresses."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..enums import Answer, MeetingState, Seat
from ..mails import attendances as attendance_mails
from ..models import Attendance, Meeting


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it stands, held until the transaction ends: who answers, moves or cancels it waits here."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def one_line(text: str, most: int = 120) -> str:
    """A text without line ends, which could slip a header into a message."""
    return " ".join(text.split())[:most].strip()


def check_address(email: str) -> str:
    """The address in lower case, or a refusal (code `not_an_address`, field `email`)."""
    email = email.strip()
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            _("« %(email)s » n'est pas une adresse e-mail. Il y faut un nom sans accent, une arobase et un domaine.")
            % {"email": one_line(email)},
            code="not_an_address",
            field="email",
        ) from None
    return email.lower()


def check_open(meeting: Meeting) -> None:
    """Refuse when nobody can answer: not announced yet, cancelled or past."""
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("Cette rencontre est annulée : il n'y a plus à répondre."), code="cancelled")
    if meeting.state == MeetingState.HELD or meeting.is_over:
        raise Refusal(_("Cette rencontre a eu lieu : il n'est plus temps de répondre."), code="past")
    if meeting.state == MeetingState.PREPARING:
        raise Refusal(
            _("Cette rencontre se prépare encore : vous répondrez quand elle sera annoncée."), code="not_announced"
        )


def free_seats(meeting: Meeting) -> int | None:
    """How many places are left; None when they are not counted. The meeting is locked."""
    if meeting.capacity is None:
        return None
    held = Attendance.objects.filter(meeting=meeting, seat=Seat.HELD).count()
    return max(0, meeting.capacity - held)


def take_seat(meeting: Meeting, attendance: Attendance) -> None:
    """Give a place to someone who says yes, or a rank on the list. The meeting is locked; the row is not saved."""
    waiting = Attendance.objects.filter(meeting=meeting, seat=Seat.WAITING)
    free = free_seats(meeting)
    if free is None or (free > 0 and not waiting.exists()):
        attendance.seat, attendance.queued_at = Seat.HELD, None
        return
    # Never before those who wait already, even if the machine's clock was set back meanwhile.
    last: datetime | None = waiting.aggregate(last=Max("queued_at"))["last"]
    now = timezone.now()
    attendance.seat = Seat.WAITING
    attendance.queued_at = max(now, last + timedelta(microseconds=1)) if last else now


def fill(meeting: Meeting) -> int:
    """Give the free places to those who wait, in order, and tell each. Returns how many. The meeting is locked."""
    free = free_seats(meeting)
    rows = Attendance.objects.filter(meeting=meeting, seat=Seat.WAITING).order_by("queued_at", "pk")
    chosen = list(rows.select_related("user", "brought_by__user") if free is None else rows.select_related(
        "user", "brought_by__user")[:free])  # fmt: skip
    Attendance.objects.filter(pk__in=[row.pk for row in chosen]).update(seat=Seat.HELD, updated_at=timezone.now())
    for row in chosen:
        row.seat, row.meeting = Seat.HELD, meeting
        if row.brought_by:
            row.brought_by.meeting = meeting
        attendance_mails.seat_given(row)
    return len(chosen)


def leave_seat(attendance: Attendance) -> None:
    """Give the place, or the rank, back; the row is not saved."""
    attendance.seat, attendance.queued_at = Seat.NONE, None


def says_yes(attendance: Attendance) -> bool:
    return attendance.answer == Answer.YES
