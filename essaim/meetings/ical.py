"""A meeting for calendars: invitation, change, cancellation, feeds.

One UID for life, a SEQUENCE that grows, so that Outlook, Google and Thunderbird keep one event through it all
(RFC 5545 §3.8.4.7 and §3.8.7.4, RFC 5546 §3.2). Times carry the zone by name, with its rule: a date that moves across
the change of clocks keeps its hour on the wall. Zones other than Paris are written in UTC.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText

from essaim.mail.addresses import sender_address

from .enums import Answer, MeetingState, Seat
from .models import Attendance, Meeting

PRODID = "-//Essaim//Rencontres//FR"
PARIS = "Europe/Paris"
_HOUR = timedelta(hours=1)
_PARTSTAT = {Answer.NONE: "NEEDS-ACTION", Answer.YES: "ACCEPTED", Answer.MAYBE: "TENTATIVE", Answer.NO: "DECLINED"}
_STATUS = {
    MeetingState.PREPARING: "TENTATIVE", MeetingState.ANNOUNCED: "CONFIRMED", MeetingState.HELD: "CONFIRMED",
    MeetingState.CANCELLED: "CANCELLED",
}  # fmt: skip

_HOLE = "-"


@dataclass(frozen=True)
class Told:
    """What calendars are told of a meeting that has a date, in the language under way. Moments are to the second."""

    uid: str
    sequence: int
    stamp: datetime
    created: datetime
    modified: datetime
    start: datetime
    end: datetime
    title: str
    place: str
    status: str

    @classmethod
    def of(cls, meeting: Meeting, stamp: datetime) -> Self:
        assert meeting.starts_at is not None
        assert meeting.ends_at is not None
        told, created, modified = (
            one.astimezone(UTC).replace(microsecond=0) for one in (stamp, meeting.created_at, meeting.updated_at)
        )
        return cls(
            str(meeting.uid), meeting.sequence, told, created, modified, meeting.starts_at, meeting.ends_at,
            _title(meeting), meeting.place, _STATUS[MeetingState(meeting.state)],
        )  # fmt: skip


def request(meeting: Meeting, attendance: Attendance, *, url: str) -> str:
    """METHOD:REQUEST for one person, with what they answered so far. `url`: where they answer."""
    return _one("REQUEST", meeting, attendance, url=url)


def cancel(meeting: Meeting, attendance: Attendance, *, url: str) -> str:
    """METHOD:CANCEL for one person: the whole meeting, or their own invitation."""
    return _one("CANCEL", meeting, attendance, url=url)


def decline_counter(meeting: Meeting, attendance: Attendance, *, url: str) -> str:
    """METHOD:DECLINECOUNTER: the date stays (RFC 5546 §3.2.8)."""
    return _one("DECLINECOUNTER", meeting, attendance, url=url)


def feed(meetings: Iterable[Meeting], *, name: str, address_of, club_named: bool = False) -> str:
    """METHOD:PUBLISH, nobody's name inside. `address_of`: meeting → the address of its page.

    With `club_named`, the club's short name comes first: for people of several clubs.
    """
    calendar = _calendar("PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", _HOUR, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    rows = list(meetings)
    if rows and _in_paris():
        calendar.add_component(paris())
    for meeting in rows:
        # In a feed the stamp stands still with the meeting, so that an unchanged feed is the same to the octet.
        url = address_of(meeting)
        told = Told.of(meeting, meeting.updated_at)
        event = _event(told, description=_description(meeting, url), url=url)
        if club_named:
            event["SUMMARY"] = vText(f"{meeting.club.short_name} · {_title(meeting)}")
        calendar.add_component(event)
    return calendar.to_ical().decode()


def _one(method: str, meeting: Meeting, attendance: Attendance, *, url: str) -> str:
    """What differs from one person to the next is written into what does not, which hundreds may share."""
    attendee = vCalAddress(f"mailto:{attendance.email}")
    attendee.params["CN"] = vText(attendance.name or attendance.email)
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    waits = attendance.seat == Seat.WAITING
    attendee.params["PARTSTAT"] = vText("TENTATIVE" if waits else _PARTSTAT[Answer(attendance.answer)])
    attendee.params["RSVP"] = vText("TRUE")
    own = Event()
    own.add("attendee", attendee, encode=False)
    own.add("description", _description(meeting, url))
    own.add("url", url)
    lines = own.content_lines()
    text = _shared(method, Told.of(meeting, timezone.now()), meeting.club.name, sender_address(), _in_paris())
    for name in ("ATTENDEE", "DESCRIPTION", "URL"):
        line = next(line for line in lines if line.startswith((f"{name}:", f"{name};")))
        text = text.replace(f"\r\n{name}:{_HOLE}\r\n", f"\r\n{line.to_ical().decode()}\r\n", 1)
    return text


@functools.lru_cache(maxsize=32)
def _shared(method: str, told: Told, club: str, sender: str, in_paris: bool) -> str:
    """The request, with a hole instead of each line that is one person's."""
    calendar = _calendar(method)
    if in_paris:
        calendar.add_component(paris())
    event = _event(told, description=_HOLE, url=_HOLE)
    # Where calendars reply: the address that our messages come from, else Outlook hides its buttons.
    organizer = vCalAddress(f"mailto:{sender}")
    organizer.params["CN"] = vText(club)
    event["ORGANIZER"] = organizer
    event.add("attendee", vCalAddress(_HOLE), encode=False)
    if method == "CANCEL":
        event["STATUS"] = vText("CANCELLED")
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _event(told: Told, *, description: str, url: str) -> Event:
    event = Event()
    event.add("uid", told.uid)
    event.add("sequence", told.sequence)
    event.add("dtstamp", told.stamp)
    event.add("created", told.created)
    event.add("last-modified", told.modified)
    event.add("dtstart", _on_the_wall(told.start))
    event.add("dtend", _on_the_wall(told.end))
    event.add("summary", told.title)
    if told.place:
        event.add("location", told.place)
    event.add("description", description)
    event.add("url", url)
    event.add("status", told.status)
    return event


def _description(meeting: Meeting, url: str) -> str:
    return "\n\n".join(filter(None, [meeting.presentation.strip(), meeting.access_notes.strip(), url]))


def _title(meeting: Meeting) -> str:
    return (
        _("Annulée : %(title)s") % {"title": meeting.title}
        if meeting.state == MeetingState.CANCELLED
        else meeting.title
    )


def _in_paris() -> bool:
    return settings.TIME_ZONE == PARIS


def _on_the_wall(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(PARIS) if _in_paris() else UTC)


def paris() -> Timezone:
    """Europe/Paris by the rule in force since 1996 (directive 2000/84/CE), valid for any year to come.

    The dates begin the rule in 1970, as calendars do, so that it holds for whatever they compare with.
    """
    zone = Timezone()
    zone.add("tzid", PARIS)
    for part, name, month, start, before, after in (
        (TimezoneStandard(), "CET", 10, datetime(1970, 10, 25, 3), 2, 1),  # noqa: DTZ001  (RFC 5545: local, no zone)
        (TimezoneDaylight(), "CEST", 3, datetime(1970, 3, 29, 2), 1, 2),  # noqa: DTZ001
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("rrule", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": "-1SU"}))
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
