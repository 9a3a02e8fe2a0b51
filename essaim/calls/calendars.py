"""Deadlines in calendars: one call, or all that a club sees, by a secret address.

The secret names a person and a club and carries a signature over the version that this person has there; a new version
closes the former address. What the feed shows is what the person may see at that moment.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from essaim.accounts.models import User
from essaim.clubs.access import standing_in
from essaim.clubs.models import Club

from . import words
from .cleaning import plain_text
from .enums import CallStatus
from .models import Call, FeedKey

PRODID = "-//Essaim//Appels//FR"
KEPT = timedelta(days=30)  # what is past stays that long
MOST = 500


@dataclass(frozen=True)
class Feed:
    """An address and its ways in. `about` says what it shows."""

    title: Any
    about: Any
    url: str

    @property
    def webcal(self) -> str:
        return "webcal://" + self.url.split("://", 1)[1]

    @property
    def google(self) -> str:
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"

    @property
    def outlook(self) -> str:
        return f"https://outlook.live.com/calendar/0/addfromweb?url={quote(self.url, safe='')}"


def _signature(name: str) -> str:
    digest = salted_hmac("calls.feed", name, algorithm="sha256").digest()[:24]
    return base64.urlsafe_b64encode(digest).decode()


def _version(club: Club, user: User) -> int:
    return FeedKey.objects.filter(club=club, user=user).values_list("version", flat=True).first() or 0


def secret_of(club: Club, user: User) -> str:
    """One query."""
    name = "-".join(int_to_base36(one) for one in (user.pk, club.pk, _version(club, user)))
    return f"{name}-{_signature(name)}"


def user_of(club: Club, secret: str) -> User | None:
    """Whose secret it is, while they are a member; None when it is not one of this club, or was changed since."""
    parts = secret.split("-", 3)
    if len(parts) != 4 or not constant_time_compare(_signature("-".join(parts[:3])), parts[3]):
        return None
    if base36_to_int(parts[1]) != club.pk:
        return None
    user = User.objects.filter(pk=base36_to_int(parts[0]), is_active=True).first()
    if user is None or _version(club, user) != base36_to_int(parts[2]) or not standing_in(club, user).is_member:
        return None
    return user


def choice(club: Club, secret: str) -> Feed:
    """What a person may subscribe to."""
    return Feed(
        _("Les dates limites des appels"),
        _("Ceux qui sont ouverts à notre territoire, et ceux du club."),
        settings.ESSAIM_URL + reverse("calls:feed", args=[club.slug, secret]),
    )


def shown_until() -> datetime:
    return timezone.now() - KEPT


def calendar_of(calls: Iterable[Call], club: Club, name: str) -> str:
    """METHOD:PUBLISH. One UID for life; the stamp stands still with the call, so that what has not changed is the same
    to the octet. A week and two days before, the calendar reminds."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for call in calls:
        if call.deadline:
            calendar.add_component(_event(call, call.deadline, club))
    return calendar.to_ical().decode()


def _event(call: Call, deadline: datetime, club: Club) -> Event:
    event = Event()
    stamp = (call.changed_at or call.created_at).astimezone(UTC).replace(microsecond=0)
    moment = deadline.astimezone(UTC).replace(microsecond=0)
    url = settings.ESSAIM_URL + reverse("calls:detail", args=[club.slug, call.pk])
    event.add("uid", f"appel-{call.pk}@{_host()}")
    event.add("sequence", int(stamp.timestamp()) if call.changed_at else 0)
    event.add("dtstamp", stamp)
    event.add("dtstart", moment)
    event.add("dtend", moment)
    event.add("summary", _("Date limite : %(title)s") % {"title": call.title})
    told = [", ".join(call.funders), words.amount(call), plain_text(call.eligibility)[:500], url]
    event.add("description", "\n\n".join(filter(None, told)))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if call.status == CallStatus.CANCELLED else "CONFIRMED")
    for days in (7, 2):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", call.title)
        alarm.add("trigger", -timedelta(days=days))
        event.add_component(alarm)
    return event


def _host() -> str:
    return settings.ESSAIM_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
