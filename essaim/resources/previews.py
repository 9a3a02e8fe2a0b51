"""The messages of bookings, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other

from . import mails
from .enums import BookingState, Shape, Step, Terms
from .models import Booking, Handover, Resource


def _booking(state: str = BookingState.APPROVED, **fields) -> Booking:
    day = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=6)
    van = Resource(
        pk=PK, club=club(), owner=other(), kind="vehicle", name="Fourgon 9 m³", step=Step.HOUR,
        address="12 rue du Canal", access="Les clés sont à l’accueil, sonnez au portail vert.",
    )  # fmt: skip
    values = {
        "pk": PK, "club": club(), "resource": van, "borrower": organization(), "quantity": 1, "starts_at": day,
        "ends_at": day + timedelta(hours=4), "state": state, "terms": Terms.SHARE, "per_hour": 500, "per_km": 30,
        "cents": 2000, "purpose": "Livrer des meubles à Béthune", "updated_at": timezone.now(),
    }  # fmt: skip
    return Booking(**{**values, **fields})


def _send(name: str, *variants: dict, times: tuple[int, ...] = (1,), handover: Handover | None = None) -> None:
    for fields in variants or ({},):
        for count in times:
            mails.send(name, _booking(**fields), person(), times=count, handover=handover)


def _damaged() -> None:
    _send("damaged", handover=Handover(shape=Shape.DAMAGED, note="Le rétroviseur droit est fêlé."))


def _clashes() -> None:
    row = _booking()
    for count in (1, mails.MOST_TOLD + 2):
        mails.send_clashes(row.resource, [row] * count, person(), timezone.now())


_SOON = {"offered_until": timezone.now() + timedelta(days=1)}
PREVIEWS = {
    "resources.requested": lambda: _send("requested", {"state": BookingState.REQUESTED}, times=(1, 12)),
    "resources.booked": lambda: _send("booked", times=(1, 12)),
    "resources.asked_again": lambda: _send("asked_again"),
    "resources.changed": lambda: _send("changed"),
    "resources.approved": lambda: _send("approved", {"word": "Le plein est fait."}, times=(1, 12)),
    "resources.declined": lambda: _send("declined", {"word": "Nous en avons besoin ce jour-là."}),
    "resources.cancelled": lambda: _send("cancelled", {"word": "Notre sortie est reportée."}, times=(1, 12)),
    "resources.offered": lambda: _send("offered", _SOON),
    "resources.lapsed": lambda: _send("lapsed", {}, _SOON),
    "resources.reminder": lambda: _send("reminder"),
    "resources.damaged": _damaged,
    "resources.clashes": _clashes,
}
