"""Who came: noted at the door, once, on a connection that may fail and send again."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import MeetingState
from ..models import Attendance
from .common import lock

_KEPT = 20  # presses remembered for one person


@transaction.atomic
def check_in(*, attendance: Attendance, actor: User | None, key: str = "") -> Attendance:
    """Note that the person is there. Twice is once: the first time stands.

    `key` names one press of the button: sent again, even after it was undone, it changes nothing. Refuses a meeting
    that is cancelled or not announced.
    """
    row, counted = _press(attendance, key)
    if counted and row.checked_in_at is None:
        row.checked_in_at = timezone.now()
        journaled.tell(actor=actor, verb="meetings.check_in", subject=row, club=row.meeting.club, details={})
    row.save(update_fields=["checked_in_at", "door_keys", "updated_at"])
    return row


@transaction.atomic
def undo_check_in(*, attendance: Attendance, actor: User | None, key: str = "") -> Attendance:
    """Take back a name pressed by mistake; `key` as in `check_in`."""
    row, counted = _press(attendance, key)
    if counted and row.checked_in_at is not None:
        row.checked_in_at = None
        journaled.tell(actor=actor, verb="meetings.undo_check_in", subject=row, club=row.meeting.club, details={})
    row.save(update_fields=["checked_in_at", "door_keys", "updated_at"])
    return row


def _press(attendance: Attendance, key: str) -> tuple[Attendance, bool]:
    """The row, locked with its meeting (which cannot be cancelled meanwhile), and whether this press counts."""
    meeting = lock(attendance.meeting)
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("Cette rencontre est annulée."), code="cancelled")
    if meeting.state == MeetingState.PREPARING:
        raise Refusal(_("Cette rencontre n'est pas encore annoncée."), code="not_announced")
    row = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    row.meeting = meeting
    if key and key in row.door_keys:
        return row, False
    if key:
        row.door_keys = [*row.door_keys, key[:60]][-_KEPT:]
    return row, True
