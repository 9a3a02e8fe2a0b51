"""Calendars of bookings: of a means, of what an organization lends, of what it borrows.

The secret in an address names the means or the organization and carries a signature over its version; a new version
closes the former addresses.
"""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import words
from .enums import BookingState
from .models import Booking, FeedKey, Resource

PRODID = "-//Essaim//Moyens//FR"
KEPT = timedelta(days=90)  # what is past stays that long
SHOWN = (BookingState.OFFERED, BookingState.REQUESTED, BookingState.APPROVED, BookingState.HANDED_OVER,
         BookingState.RETURNED)  # fmt: skip
ITEM, OWNER, BORROWER = "i", "p", "e"
_STATUS = {BookingState.OFFERED: "TENTATIVE", BookingState.REQUESTED: "TENTATIVE"}


@dataclass(frozen=True)
class Feed:
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


def secret_of(kind: str, pk: int, club: Club, version: int) -> str:
    name = f"{kind}{int_to_base36(pk)}-{int_to_base36(club.pk)}-{int_to_base36(version)}"
    return f"{name}-{_signature(name)}"


def _signature(name: str) -> str:
    digest = salted_hmac("resources.feed", name, algorithm="sha256").digest()[:24]
    return base64.urlsafe_b64encode(digest).decode()


def version_of(club: Club, organization_pk: int) -> int:
    """One query."""
    rows = FeedKey.objects.filter(club=club, organization=organization_pk)
    return rows.values_list("version", flat=True).first() or 0


def read_secret(secret: str, kind: str, club: Club) -> int | None:
    """The key of the means or the organization; None when the secret is not one of this club, or was changed."""
    parts = secret.split("-", 3)
    if len(parts) != 4 or not constant_time_compare(_signature("-".join(parts[:3])), parts[3]):
        return None
    if parts[0][0] != kind or base36_to_int(parts[1]) != club.pk:
        return None
    pk, version = base36_to_int(parts[0][1:]), base36_to_int(parts[2])
    if kind == ITEM:
        return pk if Resource.objects.filter(club=club, pk=pk, feed_version=version).exists() else None
    return pk if version_of(club, pk) == version else None


def bookings_in(kind: str, pk: int, club: Club) -> list[Booking]:
    """What the feed tells. One query."""
    of = {ITEM: Q(resource=pk), OWNER: Q(resource__owner=pk), BORROWER: Q(borrower=pk)}[kind]
    rows = Booking.objects.filter(of, club=club, state__in=SHOWN, ends_at__gt=timezone.now() - KEPT)
    return list(
        rows.select_related("resource__owner", "resource__municipality", "borrower").order_by("starts_at", "pk")
    )


def choices(club: Club, organizations: Iterable[Organization], kept: Iterable[Resource]) -> list[Feed]:
    """What a person may subscribe to, in the name of their organizations. A query for each of these."""
    found = []
    for one in organizations:
        version = version_of(club, one.pk)
        found += [
            Feed(
                _("Ce que %(name)s emprunte") % {"name": one.name}, _("Vos réservations, où que ce soit dans le club."),
                _address("feed_borrower", club, secret_of(BORROWER, one.pk, club, version)),
            ),
            Feed(
                _("Ce que %(name)s prête") % {"name": one.name}, _("Qui a quoi, et quand il le rend."),
                _address("feed_owner", club, secret_of(OWNER, one.pk, club, version)),
            ),
        ]  # fmt: skip
    found += [
        Feed(
            row.name,
            _("Ce moyen seul."),
            _address("feed_resource", club, secret_of(ITEM, row.pk, club, row.feed_version)),
        )
        for row in kept
    ]
    return found


def _address(name: str, club: Club, secret: str) -> str:
    return settings.ESSAIM_URL + reverse(f"resources:{name}", args=[club.slug, secret])


def calendar_of(bookings: Iterable[Booking], club: Club, name: str, *, kind: str = BORROWER) -> str:
    """METHOD:PUBLISH. One UID for life; a stamp that stands still with the booking, so that what has not changed is the
    same to the octet. Times in UTC: a single moment is the same in every zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for row in bookings:
        calendar.add_component(_event(row, club, kind))
    return calendar.to_ical().decode()


def _event(row: Booking, club: Club, kind: str) -> Event:
    whom = row.resource.owner.name if kind == BORROWER else row.for_whom
    title = f"{row.resource.name} × {row.quantity}" if row.quantity > 1 else row.resource.name
    event = Event()
    event.add("uid", f"moyen-{row.pk}@{_host()}")
    event.add("sequence", row.sequence)
    event.add("dtstamp", _second(row.updated_at))
    event.add("last-modified", _second(row.updated_at))
    event.add("dtstart", _second(row.starts_at))
    event.add("dtend", _second(row.ends_at))
    event.add("summary", f"{title} · {whom}")
    place = words.joined([row.resource.address, str(row.resource.municipality or "")])
    if place:
        event.add("location", place)
    url = settings.ESSAIM_URL + reverse("resources:booking", args=[club.slug, row.pk])
    event.add("description", "\n\n".join(filter(None, [row.purpose, url])))
    event.add("url", url)
    event.add("status", _STATUS.get(BookingState(row.state), "CONFIRMED"))
    return event


def _second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _host() -> str:
    return settings.ESSAIM_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
