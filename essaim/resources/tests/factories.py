"""Means and bookings, made short."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .. import actions
from ..models import Booking, Resource
from ..moments import at

FREE = {"audience": "members", "terms": "free"}


def make_resource(club: Club, owner: Organization | None = None, **facts: Any) -> Resource:
    """A room in the catalogue, free for members, that needs no approval, unless told otherwise."""
    owner = owner or make_member(club, make_organization("La Halle aux idées"))
    values: dict[str, Any] = {
        "kind": "room", "name": "Grande salle", "needs_approval": False, "conditions": [FREE], "publish": True,
    }  # fmt: skip
    return actions.add_resource(club=club, owner=owner, actor=None, **{**values, **facts})


def borrower_in(club: Club, name: str = "Les Vélos du Canal") -> actions.Borrower:
    """A member, represented by a person of its own."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(name=f"Personne de {name}"))
    return actions.Borrower(organization)


def in_days(count: int = 7) -> date:
    """A Monday at least that far, so that no test depends on the day it runs."""
    day = timezone.localdate() + timedelta(days=count)
    return day + timedelta(days=-day.weekday() % 7)


def asked(day: date | None = None, starts: int | str = 9, ends: int | str = 11, quantity: int = 1, **more: Any):
    """From an hour to another of one day: 9 or « 09:30 »."""
    on = day or in_days()
    return actions.Asked(_moment(on, starts), _moment(more.pop("last", on), ends), quantity, **more)


def _moment(day: date, clock: int | str) -> datetime:
    return at(day, time(clock) if isinstance(clock, int) else time.fromisoformat(clock))


def book(resource: Resource, borrower: actions.Borrower, *args: Any, wait: bool = False, **more: Any) -> Booking:
    return actions.book(resource=resource, borrower=borrower, person=None, asked=asked(*args, **more), wait=wait)
