"""The messages of bookings, one function each. Nobody is written to about their own act."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from . import words
from .models import Booking, Handover, Resource
from .queries.bookings import people_of

STREAM = "resources"
MOST_TOLD = 10


def turned(booking: Booking, verb: str, actor: User | None) -> None:
    """What a change of state tells, and to whom."""
    act = {
        "offer": offered, "accept": booked, "accept_and_ask": booked, "ask_again": asked_again, "approve": answered,
        "decline": answered, "cancel": cancelled, "lapse": lapsed,
    }.get(verb)  # fmt: skip
    if act:
        act(booking, actor)


def booked(booking: Booking, actor: User | None, *, times: int = 1) -> None:
    """To the owner: asked for, or booked already where they agree beforehand. `times`: of a series."""
    name = "requested" if booking.state == "requested" else "booked"
    _to(_owners(booking), name, booking, actor, times=times)


def asked_again(booking: Booking, actor: User | None) -> None:
    """To the owner: what they had approved was changed."""
    _to(_owners(booking), "asked_again", booking, actor)


def changed(booking: Booking, actor: User | None) -> None:
    """To the other of the two: it stands, at other times."""
    _to([*_owners(booking), *_borrowers(booking)], "changed", booking, actor)


def answered(booking: Booking, actor: User | None, *, times: int = 1) -> None:
    """To the borrower: yes, or no, with the owner's word."""
    name = "approved" if booking.state == "approved" else "declined"
    _to(_borrowers(booking), name, booking, actor, times=times)


def cancelled(booking: Booking, actor: User | None, *, times: int = 1) -> None:
    """To the other of the two, when it had been asked for."""
    if booking.queued_at is None or booking.answered_at is not None:
        _to([*_owners(booking), *_borrowers(booking)], "cancelled", booking, actor, times=times)


def offered(booking: Booking, actor: User | None) -> None:
    """To whoever waits: the slot is kept until then."""
    _to(_borrowers(booking), "offered", booking, actor)


def lapsed(booking: Booking, actor: User | None) -> None:
    """To the borrower: the delay is over, or nobody answered."""
    _to(_borrowers(booking), "lapsed", booking, actor)


def reminder(booking: Booking) -> None:
    """To the borrower, the day before, with how to get in."""
    _to(_borrowers(booking), "reminder", booking, None)


def damaged(booking: Booking, handover: Handover) -> None:
    """To both."""
    _to([*_owners(booking), *_borrowers(booking)], "damaged", booking, None, handover=handover)


def clashes(resource: Resource, bookings: list[Booking], now: datetime) -> None:
    """To the owner: their own calendar is busy when these, which stand, take place. One message for all of them."""
    for user in people_of(resource.owner):
        send_clashes(resource, bookings, user, now)


def send_clashes(resource: Resource, bookings: list[Booking], user: User, now: datetime) -> None:
    """The same, to one person."""
    with translation.override(user.language):
        rows = [
            {
                "when": words.when(row.starts_at, row.ends_at, resource.step), "whom": row.for_whom,
                "url": settings.ESSAIM_URL + reverse("resources:booking", args=[resource.club.slug, row.pk]),
            }
            for row in bookings[:MOST_TOLD]
        ]  # fmt: skip
        context = {
            "user": user, "club": resource.club, "resource": resource, "rows": rows, "count": len(bookings),
            "more": len(bookings) - len(rows),
            "page_url": settings.ESSAIM_URL
            + reverse("resources:availability", args=[resource.club.slug, resource.pk]),
        }  # fmt: skip
    mails.send(
        template_prefix="resources/email/clashes", address=user.email, context=context, club=resource.club,
        key=f"resources.clashes:{resource.pk}:{user.pk}:{now:%Y%m%d%H%M%S%f}", stream=STREAM,
    )  # fmt: skip


def _owners(booking: Booking) -> list[User]:
    return people_of(booking.resource.owner)


def _borrowers(booking: Booking) -> list[User]:
    return [booking.person] if booking.person else people_of(booking.borrower)


def _to(users: Iterable[User], name: str, booking: Booking, actor: User | None, **more: Any) -> None:
    for user in dict.fromkeys(users):
        if user != actor:
            send(name, booking, user, **more)


def send(name: str, booking: Booking, user: User, *, times: int = 1, handover: Handover | None = None) -> None:
    """The same, to one person. A booking may be told the same thing again, later: the key holds the moment."""
    with translation.override(user.language):
        context = {
            "user": user, "club": booking.club, "row": booking, "resource": booking.resource,
            "owner": booking.resource.owner, "whom": booking.for_whom, "times": times, "handover": handover,
            "when": words.when(booking.starts_at, booking.ends_at, booking.resource.step),
            "price": words.price(booking),
            "page_url": settings.ESSAIM_URL + reverse("resources:booking", args=[booking.club.slug, booking.pk]),
        }  # fmt: skip
    mails.send(
        template_prefix=f"resources/email/{name}", address=user.email, context=context, club=booking.club,
        key=f"resources.{name}:{booking.pk}:{user.pk}:{booking.updated_at:%Y%m%d%H%M%S%f}", stream=STREAM,
    )  # fmt: skip
