"""What is written to people who are invited or come. Each message stands alone, and carries their own link."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from essaim.accounts import mails
from essaim.kernel.hooks import mail_requested

from .. import ical, links, queries
from ..models import Attendance, Meeting
from ..panels import eve_lines

STREAM = "meetings"


def invitations(attendances: Iterable[Attendance]) -> None:
    """You are invited: the answer by one click, and the calendar's own request. To people of one meeting."""
    _send_many("invitation", attendances, lambda one: {"key": str(one.pk), "stream": STREAM, "calendar": ical.request})


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


def changed(attendances: Iterable[Attendance], *, before: Meeting) -> None:
    """The date or the place moved; `before` is the meeting as it was. To people of one meeting."""
    _send_many("changed", attendances, lambda one: _to_all_who_come(one) | {"calendar": ical.request, "before": before})


def cancelled(attendances: Iterable[Attendance]) -> None:
    """The meeting will not take place. To people of one meeting."""
    _send_many("cancelled", attendances, lambda one: _to_all_who_come(one) | {"calendar": ical.cancel})


def withdrawn(attendance: Attendance) -> None:
    """The invitation itself is taken back, the meeting takes place."""
    _send("withdrawn", attendance, key=str(attendance.pk), calendar=ical.cancel)


def reminders(attendances: Iterable[Attendance]) -> None:
    """The meeting is near and we do not know whether you come. To people of one meeting."""
    _send_many("reminder", attendances, lambda one: {"key": str(one.pk), "stream": STREAM})


def eves(meeting: Meeting, attendances: Sequence[Attendance]) -> None:
    """Tomorrow: where, when, with whom one travels, how to say that one cannot come. To people of one meeting; once for
    each date of it. A few queries for hundreds of them."""
    if not attendances:
        return
    travellers = queries.travellers_of(meeting)
    lines = [source(meeting, attendances) for source in eve_lines]
    waiting = queries.counts_of(meeting).waiting
    _send_many("eve", attendances, lambda one: {
        "matches": queries.matches_among(one, travellers),
        "lines": [written[one.pk] for written in lines if one.pk in written],
        "guests": [guest.name for guest in one.guests.all() if guest.comes],
        "waiting": waiting,
    } | _of_the_eve(one))  # fmt: skip


def eve(attendance: Attendance, **facts: Any) -> None:
    """The same to one person, on facts that are given: for the preview."""
    _send("eve", attendance, **facts, **_of_the_eve(attendance))


def _of_the_eve(attendance: Attendance) -> dict[str, Any]:
    start = attendance.meeting.starts_at
    return {"key": f"{attendance.pk}:{start.timestamp() if start else 0}", "stream": STREAM}


def counter_declined(attendance: Attendance, *, key: str) -> None:
    """Another date was proposed from a calendar: it stays, and the organiser has read it."""
    _send("counter_declined", attendance, key=key, calendar=ical.decline_counter)


def reply_refused(attendance: Attendance, *, sentence: str, key: str) -> None:
    """The calendar's reply could not be taken: why, and the link that answers."""
    _send("reply_refused", attendance, key=key, sentence=sentence)


def _to_all_who_come(attendance: Attendance) -> dict[str, Any]:
    """Once for each change. Who said they come is told whatever they refuse: they would stand before a closed door."""
    return {
        "key": f"{attendance.pk}:{attendance.meeting.sequence}",
        "stream": "" if attendance.answer in ("yes", "maybe") else STREAM,
    }


def _moment(attendance: Attendance) -> float:
    return attendance.answered_at.timestamp() if attendance.answered_at else 0


def _send(name: str, attendance: Attendance, **facts: Any) -> None:
    """Write to one person; `facts` as `_written` takes them."""
    if message := _written(name, attendance, **facts):
        mail_requested.tell(**message, club=attendance.meeting.club)


def _send_many(name: str, attendances: Iterable[Attendance], facts_of: Callable[[Attendance], dict[str, Any]]) -> None:
    """Write to people of one meeting, a few queries for hundreds of them; `facts_of` gives what `_written` takes."""
    streams: dict[str, list[dict[str, Any]]] = {}
    club = None
    for one in attendances:
        if message := _written(name, one, **facts_of(one)):
            club = one.meeting.club
            streams.setdefault(message.pop("stream"), []).append(message)
    for stream, messages in streams.items():
        mails.send_many(messages, club=club, stream=stream)


def _written(
    name: str, attendance: Attendance, *, key: str, stream: str = "", calendar: Any = None, **context: Any
) -> dict[str, Any] | None:
    """The message, as the outbox takes it. None for who left no address: nothing is sent to them."""
    if not attendance.email:
        return None
    meeting = attendance.meeting
    person = attendance.user
    with translation.override(person.language if person else translation.get_language() or settings.LANGUAGE_CODE):
        url = links.answer_url(attendance)
        dated = calendar is not None and meeting.starts_at is not None
        # Without an account, the name is the one under which they were invited.
        reader = person or attendance
        return mails.compose(
            template_prefix=f"meetings/email/{name}",
            address=attendance.email,
            context={
                "user": reader,
                "attendance": attendance,
                "meeting": meeting,
                "club": meeting.club,
                "answer_url": url,
                **context,
            },
            person=reader,
            club=meeting.club,
        ) | {
            "key": f"meetings.{name}:{key}",
            "reply_to": meeting.club.email,
            "calendar": calendar(meeting, attendance, url=url) if dated else "",
            "stream": stream,
        }
