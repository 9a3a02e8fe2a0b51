"""How long a booking counts for, and what it would have cost elsewhere."""

from essaim.clubs.models import Club
from essaim.resources.enums import ResourceKind, Step
from essaim.resources.models import Booking
from essaim.resources.moments import days_touched
from essaim.resources.prices import half_days

from .models import KindPrice, ReferencePrice

DAY = 8 * 60  # minutes: a day of use, and the most that a day counts for
# Cents for a day; for an hour of staff. Orders of magnitude of what hiring costs, to begin with: the club's organiser
# puts their own (« Les prix de référence »), and each owner says better for a means.
DEFAULT_PRICES = {
    ResourceKind.ROOM: 12_000, ResourceKind.VEHICLE: 8_000, ResourceKind.EQUIPMENT: 3_000,
    ResourceKind.MACHINE: 10_000, ResourceKind.PREMISES: 10_000, ResourceKind.SKILL: 2_500,
    ResourceKind.STORAGE: 1_500,
}  # fmt: skip


def unit_minutes(kind: str) -> int:
    """What a price of this kind is for: an hour of staff, a day of the rest."""
    return 60 if kind == ResourceKind.SKILL else DAY


def minutes_of(booking: Booking) -> int:
    """For how long it was lent: its hours, eight a day at most; half a day for four. Of staff, for each person."""
    if booking.resource.step == Step.HOUR:
        real = int((booking.ends_at - booking.starts_at).total_seconds() // 60)
        minutes = min(real, DAY * days_touched(booking.starts_at, booking.ends_at))
    else:
        minutes = half_days(booking.resource, booking.starts_at, booking.ends_at) * DAY // 2
    return minutes * booking.quantity if booking.resource.kind == ResourceKind.SKILL else minutes


def worth_of(booking: Booking, minutes: int, cents: int) -> int:
    """What those minutes are worth at `cents` the unit, in cents, for as many as were lent."""
    units = 1 if booking.resource.kind == ResourceKind.SKILL else booking.quantity
    return value_of(booking.resource.kind, minutes, cents) * units


def value_of(kind: str, minutes: int, cents: int) -> int:
    return int(minutes * cents / unit_minutes(kind) + 0.5)


def prices_of(club: Club) -> dict[str, int]:
    """By kind: the organiser's price, else the default. One query."""
    own = dict(KindPrice.objects.filter(club=club).values_list("kind", "cents"))
    return {kind.value: own.get(kind.value, cents) for kind, cents in DEFAULT_PRICES.items()}


def price_of(booking: Booking) -> int:
    """The owner's price for this means, else the kind's. Two queries at most."""
    said = ReferencePrice.objects.filter(club=booking.club_id, resource=booking.resource_id).first()
    return said.cents if said else prices_of(booking.club)[booking.resource.kind]
