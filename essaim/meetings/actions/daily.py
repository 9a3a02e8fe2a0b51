"""What the worker does once a day: remind who did not answer, say where and when the day before, note what was held."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .. import queries
from ..mails import attendances as mails
from ..models import Attendance, CalendarReply, Meeting
from .common import lock
from .meetings import close
from .places import drop_requests

REMIND_WITHIN = timedelta(days=7)  # of the meeting
KEPT = timedelta(days=180)
NOT_BEFORE = timedelta(days=2)  # since the invitation


def remind_silent(*, today: date | None = None) -> int:
    """Write once to those who have not said whether they come, a week before. Returns how many were."""
    now = timezone.now()
    meetings = queries.silent_before(now + REMIND_WITHIN, now - NOT_BEFORE).values_list("meeting", flat=True)
    return sum(_remind(meeting, now) for meeting in sorted(set(meetings)))


@transaction.atomic
def _remind(meeting_pk: int, now: datetime) -> int:
    """Those of one meeting. Whoever answers waits for the meeting's lock, as another worker does."""
    meeting = lock(Meeting(pk=meeting_pk))
    rows = list(queries.silent_before(now + REMIND_WITHIN, now - NOT_BEFORE).filter(meeting=meeting))
    for row in rows:
        row.meeting = meeting
    told = Attendance.objects.filter(pk__in=[row.pk for row in rows])
    told.update(reminded_at=timezone.now(), updated_at=timezone.now())
    mails.reminders(rows)
    return len(rows)


@transaction.atomic
def _say_eve(meeting: Meeting) -> int:
    meeting = lock(meeting)
    rows = list(queries.to_tell_the_day_before(meeting))
    for row in rows:
        row.meeting = meeting
    Attendance.objects.filter(pk__in=[row.pk for row in rows]).update(eve_at=timezone.now(), updated_at=timezone.now())
    mails.eves(meeting, rows)
    return len(rows)


def say_the_day_before(*, today: date | None = None) -> int:
    """Write to those who come tomorrow: where, when, how to say that they cannot. Once for each date. Returns how many
    were written to."""
    tomorrow = (today or timezone.localdate()) + timedelta(days=1)
    return sum(_say_eve(meeting) for meeting in queries.meetings_on(tomorrow))


def close_past(*, today: date | None = None) -> int:
    """Meetings that ended before today took place. Returns how many."""
    rows = list(queries.ended_before(timezone.now() - timedelta(hours=6)))
    for meeting in rows:
        close(meeting=meeting, actor=None)
    return len(rows)


def drop_old_replies() -> int:
    """What calendars replied is kept half a year, for whoever asks why; then it serves nobody."""
    return CalendarReply.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def every_day(today: date) -> None:
    """The daily task of meetings; called again on the same day, it finds nothing left to do."""
    close_past(today=today)
    remind_silent(today=today)
    say_the_day_before(today=today)
    drop_old_replies()
    drop_requests(timezone.now())
