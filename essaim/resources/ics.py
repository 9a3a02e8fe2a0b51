"""What an ICS file says is busy (RFC 5545): events, repeated or not, and free/busy times. Titles are not looked at."""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Any

from dateutil.rrule import rrulestr
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from essaim.kernel.errors import Refusal

Times = list[tuple[datetime, datetime]]
MOST_TIMES = 4000
MOST_TURNS = 50_000  # of one rule: a meeting of each day since 1970 has 21,000
TOO_OFTEN = ("SECONDLY", "MINUTELY")


@dataclass
class Busy:
    """Moments in UTC, in order, none touching another; how many events could not be read."""

    times: Times = field(default_factory=list)
    unread: int = 0


def read_busy(content: bytes, since: datetime, until: datetime) -> Busy:
    """The busy times that meet this one. Refuses (code `unreadable`) what is no calendar at all; an event that is
    broken is left out and counted."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            roots = Calendar.from_ical(content, multiple=True)
            events = [one for root in roots for one in root.walk() if one.name in ("VEVENT", "VFREEBUSY")]
    except Exception as error:  # a stranger's file may break a reader in any way
        raise unreadable() from error
    if not any(root.name in ("VCALENDAR", "VEVENT", "VFREEBUSY") for root in roots):
        raise unreadable()
    busy = Busy()
    moved = _moved(events)
    for event in events:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = list(_times(event, moved, since, until))
        except Exception:  # the same
            busy.unread += 1
        else:
            busy.times += found
    busy.times = _joined(busy.times)[:MOST_TIMES]
    return busy


def unreadable() -> Refusal:
    return Refusal(
        _("Ce que donne cette adresse n'est pas un agenda lisible. Reprenez l'adresse « iCal » de votre agenda."),
        code="unreadable", field="url",
    )  # fmt: skip


def _moved(events: list[Any]) -> dict[str, set[datetime]]:
    """For each event, the times of its repetition that have an event of their own (RECURRENCE-ID)."""
    found: dict[str, set[datetime]] = {}
    for event in events:
        if event.get("RECURRENCE-ID") is not None:
            found.setdefault(str(event.get("UID", "")), set()).add(_moment(event["RECURRENCE-ID"].dt))
    return found


def _times(
    event: Any, moved: dict[str, set[datetime]], since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    if event.name == "VFREEBUSY":
        yield from _clipped(_free_busy(event), since, until)
        return
    if str(event.get("TRANSP", "")).upper() == "TRANSPARENT" or str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    start = event["DTSTART"].dt
    length = _length(event, start)
    if length <= timedelta(0):
        return
    begins = _begins(event, start, since - length, until)
    if event.get("RECURRENCE-ID") is None:
        skipped = moved.get(str(event.get("UID", "")), set())
        begins = [one for one in begins if _moment(one) not in skipped]
    # A day of 23 or 25 hours is a whole day: added on the wall's clock, then read as a moment.
    yield from _clipped([(_moment(one), _moment(one + length)) for one in begins], since, until)


def _length(event: Any, start: date | datetime) -> timedelta:
    if (end := event.get("DTEND")) is not None:
        if isinstance(start, datetime) and isinstance(end.dt, datetime):
            return _moment(end.dt) - _moment(start)
        return end.dt - start
    if (duration := event.get("DURATION")) is not None:
        return duration.dt
    return timedelta(0) if isinstance(start, datetime) else timedelta(days=1)


def _begins(event: Any, start: Any, since: datetime, until: datetime) -> list[Any]:
    """When it begins: once, by its rule, on dates of its own; exceptions left out. As the event says its times."""
    zone: tzinfo | None = start.tzinfo if isinstance(start, datetime) else None
    first = start if isinstance(start, datetime) else datetime.combine(start, time.min)
    wall = first.replace(tzinfo=None)

    def said(one: datetime) -> Any:
        return one.replace(tzinfo=zone) if isinstance(start, datetime) else one.date()

    found = [start]
    for rule in _listed(event.get("RRULE")):
        text = rule.to_ical().decode()
        if any(word in text.upper() for word in TOO_OFTEN):
            continue
        parts = [
            _until_on_the_wall(part, zone) if part.upper().startswith("UNTIL=") else part for part in text.split(";")
        ]
        for one in islice(rrulestr(";".join(parts), dtstart=wall), MOST_TURNS):
            moment = _moment(said(one))
            if moment > until:
                break
            if moment >= since:
                found.append(said(one))
    for dates in _listed(event.get("RDATE")):
        found += [one.dt[0] if isinstance(one.dt, tuple) else one.dt for one in dates.dts]
    left_out = {_moment(one.dt) for dates in _listed(event.get("EXDATE")) for one in dates.dts}
    known: dict[datetime, Any] = {_moment(one): one for one in found}
    return [one for moment, one in sorted(known.items()) if moment not in left_out]


def _until_on_the_wall(part: str, zone: tzinfo | None) -> str:
    """UNTIL is told in UTC, the rule is read on the wall's clock."""
    value = part[6:]
    if value.upper().endswith("Z"):
        end = datetime.strptime(value[:-1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        value = end.astimezone(zone or timezone.get_default_timezone()).strftime("%Y%m%dT%H%M%S")
    return f"UNTIL={value}"


def _free_busy(event: Any) -> Times:
    found: Times = []
    for one in _listed(event.get("FREEBUSY")):
        if str(one.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        start, end = one.dt
        found.append((_moment(start), _moment(start + end if isinstance(end, timedelta) else end)))
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else ([] if value is None else [value])


def _moment(value: date | datetime) -> datetime:
    """In UTC; without zone, on our own wall."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if value.tzinfo is None:
        value = value.replace(tzinfo=timezone.get_default_timezone())
    return value.astimezone(UTC)


def _clipped(times: Times, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    for start, end in times:
        if start < until and end > since and start < end:
            yield max(start, since), min(end, until)


def _joined(times: Times) -> Times:
    joined: Times = []
    for start, end in sorted(times):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
