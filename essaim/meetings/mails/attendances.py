"""What is written to people who are invited or come. Each message stands alone, and carries their own link."""

from typing import Any

from django.conf import settings
from django.utils import translation

from essaim.accounts import mails

from .. import ical, links
from ..models import Attendance, Meeting

STREAM = "meetings"


def invitation(attendance: Attendance) -> None:
    """You are invited: the answer by one click, and the calendar's own request."""
    _send("invitation", attendance, key=str(attendance.pk), stream=STREAM, calendar=ical.request)


def confirmation(attendance: Attendance) -> None:
    """Your place is kept; once for each time the person comes back to yes."""
    _send("confirmation", attendance, key=f"{attendance.pk}:{_moment(attendance)}", calendar=ical.request)


def waiting(attendance: Attendance, *, rank: int) -> None:
    """The room is full: you are on the list."""
    _send("waiting", attendance, key=f"{attendance.pk}:{_moment(attendance)}", calendar=ical.request, rank=rank)


def seat_given(attendance: Attendance) -> None:
    """A place came free for someone who waited. For a guest, whoever brings them is told."""
    host = attendance.brought_by or attendance
    queued = attendance.queued_at.timestamp() if attendance.queued_at else 0
    _send(
        "seat_given", host, key=f"{attendance.pk}:{queued}", guest=attendance if attendance.brought_by else None,
        calendar=None if attendance.brought_by else ical.request,
    )  # fmt: skip


def changed(attendance: Attendance, *, before: Meeting) -> None:
    """The date or the place moved; `before` is the meeting as it was."""
    _send(
        "changed", attendance, key=f"{attendance.pk}:{attendance.meeting.sequence}", stream=_stream(attendance),
        calendar=ical.request, before=before,
    )  # fmt: skip


def cancelled(attendance: Attendance) -> None:
    """The meeting will not take place."""
    _send(
        "cancelled", attendance, key=f"{attendance.pk}:{attendance.meeting.sequence}", stream=_stream(attendance),
        calendar=ical.cancel,
    )  # fmt: skip


def withdrawn(attendance: Attendance) -> None:
    """The invitation itself is taken back, the meeting takes place."""
    _send("withdrawn", attendance, key=str(attendance.pk), calendar=ical.cancel)


def reminder(attendance: Attendance) -> None:
    """The meeting is near and we do not know whether you come."""
    _send("reminder", attendance, key=str(attendance.pk), stream=STREAM)


def counter_declined(attendance: Attendance, *, key: str) -> None:
    """Another date was proposed from a calendar: it stays, and the organiser has read it."""
    _send("counter_declined", attendance, key=key, calendar=ical.decline_counter)


def reply_refused(attendance: Attendance, *, sentence: str, key: str) -> None:
    """The calendar's reply could not be taken: why, and the link that answers."""
    _send("reply_refused", attendance, key=key, sentence=sentence)


def _stream(attendance: Attendance) -> str:
    """Who said they come is told whatever they refuse: they would stand before a closed door."""
    return "" if attendance.answer in ("yes", "maybe") else STREAM


def _moment(attendance: Attendance) -> float:
    return attendance.answered_at.timestamp() if attendance.answered_at else 0


def _send(
    name: str, attendance: Attendance, *, key: str, stream: str = "", calendar: Any = None, **context: Any
) -> None:
    """Nothing is sent to who left no address."""
    if not attendance.email:
        return
    meeting = attendance.meeting
    person = attendance.user
    with translation.override(person.language if person else translation.get_language() or settings.LANGUAGE_CODE):
        url = links.answer_url(attendance)
        dated = calendar is not None and meeting.starts_at is not None
        mails.send(
            template_prefix=f"meetings/email/{name}",
            address=attendance.email,
            context={
                # Without an account, the name is the one under which they were invited.
                "user": person or attendance,
                "attendance": attendance,
                "meeting": meeting,
                "club": meeting.club,
                "answer_url": url,
                **context,
            },
            key=f"meetings.{name}:{key}",
            club=meeting.club,
            reply_to=meeting.club.email,
            calendar=calendar(meeting, attendance, url=url) if dated else "",
            stream=stream,
        )
