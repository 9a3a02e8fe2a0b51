"""Units taken and given back. All of it under the lock of the means; the database has the last word (models.Hold)."""

import heapq
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, TypeVar

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.turns import in_turn

from ..models import Booking, Hold, Resource

Act = TypeVar("Act", bound=Callable[..., Any])
ALWAYS = {"starts_at": datetime(1970, 1, 1, tzinfo=UTC), "ends_at": datetime(9999, 1, 1, tzinfo=UTC)}
NO_MORE = 2**31 - 1  # beyond any unit: where the wall ends


def guarded(act: Act) -> Act:
    """An act in one transaction. What the database refuses in the last resort, an overlap or too many writers at once,
    is a refusal with its sentence (codes `taken`, `busy`), never an error page."""

    @wraps(act)
    def inside(*args: Any, **kwargs: Any) -> Any:
        try:
            with in_turn(), transaction.atomic():
                return act(*args, **kwargs)
        except IntegrityError as error:
            if "resources_no_overlap" not in str(error):
                raise
            raise taken() from error
        except OperationalError as error:
            if not any(word in str(error) for word in ("locked", "busy", "deadlock")):
                raise
            raise Refusal(
                _("Beaucoup de monde réserve en ce moment. Rien n'est perdu : réessayez dans un instant."), code="busy"
            ) from error

    return inside  # type: ignore[return-value]


def taken() -> Refusal:
    return Refusal(_("C'est déjà pris à ce moment-là."), code="taken", field="starts")


def lock(pk: int) -> Resource:
    """The means as it stands, held until the transaction ends: who books, moves or closes it waits here."""
    return Resource.objects.select_for_update(of=("self",)).select_related("club", "owner").get(pk=pk)


def build_wall(resource: Resource) -> None:
    """Hold for ever what the means does not have."""
    Hold.objects.create(
        club_id=resource.club_id, resource=resource, first_unit=resource.quantity, past_unit=NO_MORE, **ALWAYS
    )


def move_wall(resource: Resource, quantity: int, now: datetime) -> None:
    """More units, or fewer: then what is booked must fit in them, else refuse (code `booked`)."""
    if quantity < resource.quantity:
        rows = _rows_from(resource, now)
        packed = pack(rows, quantity)
        if packed is None:
            raise Refusal(
                _("Plus de %(count)s sont déjà réservés à un moment : annulez ou déplacez d'abord.")
                % {"count": quantity},
                code="booked", field="quantity",
            )  # fmt: skip
        _write(resource, rows, packed)
    wall = Hold.objects.filter(resource=resource, booking=None)
    wall.update(first_unit=quantity)


def take(resource: Resource, booking: Booking) -> None:
    """Give the booking its units. When none is left for the whole of its time although fewer than all are taken at each
    moment of it, the others are packed anew: units are alike. Refuses (code `taken`)."""
    units = _find(resource, booking)
    if units is not None:
        Hold.objects.bulk_create(holds_of(resource, booking, units))
        return
    rows = _rows_from(resource, booking.starts_at)
    packed = pack([*rows, booking], resource.quantity)
    if packed is None:
        raise taken()
    _write(resource, rows, packed)
    Hold.objects.bulk_create(holds_of(resource, booking, packed[booking.pk]))


def fits(resource: Resource, booking: Booking) -> bool:
    """Whether `take` would give its units. One query or two."""
    if _find(resource, booking) is not None:
        return True
    rows = [row for row in _rows_from(resource, booking.starts_at) if row.pk != booking.pk]
    return pack([*rows, booking], resource.quantity) is not None


def release(booking: Booking) -> None:
    Hold.objects.filter(booking=booking).delete()


def _find(resource: Resource, booking: Booking) -> list[int] | None:
    """The lowest units free for the whole of its time, or None. One query."""
    used: set[int] = set()
    meeting = Hold.objects.filter(
        resource=resource, starts_at__lt=booking.blocked_until, ends_at__gt=booking.starts_at
    ).exclude(booking=None)
    for first, past in meeting.exclude(booking=booking.pk).values_list("first_unit", "past_unit"):
        used.update(range(first, past))
    free = [unit for unit in range(resource.quantity) if unit not in used]
    return free[: booking.quantity] if len(free) >= booking.quantity else None


def _rows_from(resource: Resource, moment: datetime) -> list[Booking]:
    """The bookings that hold units after this moment, and those that meet them, so that no other one has to move."""
    while True:
        held = Hold.objects.filter(resource=resource, ends_at__gt=moment).exclude(booking=None)
        rows = list(Booking.objects.filter(pk__in=held.values("booking")))
        first = min((row.starts_at for row in rows), default=moment)
        if first >= moment:
            return rows
        moment = first


def pack(rows: Iterable[Booking], quantity: int) -> dict[int, list[int]] | None:
    """Units for each booking, by its key: in the order of their beginnings each takes the lowest that are free. That
    finds a way whenever no moment asks for more than `quantity` (colouring of intervals); else None."""
    free = list(range(quantity))
    leaving: list[tuple[datetime, int, list[int]]] = []
    packed: dict[int, list[int]] = {}
    for row in sorted(rows, key=lambda row: (row.starts_at, row.pk or 0)):
        while leaving and leaving[0][0] <= row.starts_at:
            for unit in heapq.heappop(leaving)[2]:
                heapq.heappush(free, unit)
        if len(free) < row.quantity:
            return None
        units = [heapq.heappop(free) for _number in range(row.quantity)]
        packed[row.pk] = units
        heapq.heappush(leaving, (row.blocked_until, row.pk or 0, units))
    return packed


def _write(resource: Resource, rows: list[Booking], packed: dict[int, list[int]]) -> None:
    Hold.objects.filter(booking__in=rows).delete()
    Hold.objects.bulk_create(hold for row in rows for hold in holds_of(resource, row, packed[row.pk]))


def holds_of(resource: Resource, booking: Booking, units: list[int]) -> list[Hold]:
    """One row for each run of units."""
    runs: list[list[int]] = []
    for unit in sorted(units):
        if runs and runs[-1][1] == unit:
            runs[-1][1] = unit + 1
        else:
            runs.append([unit, unit + 1])
    return [
        Hold(
            club_id=resource.club_id, resource=resource, booking=booking, first_unit=first, past_unit=past,
            starts_at=booking.starts_at, ends_at=booking.blocked_until,
        )
        for first, past in runs
    ]  # fmt: skip
