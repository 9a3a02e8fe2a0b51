"""What higher apps add to the page of a booking: its agreement, its line in the accounts.

A higher app fills `booking_panels` in its `apps.py` with functions (request, booking) -> Panel or None. They run once
for each page; the template gets the `Panel` as `panel`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Booking


@dataclass(frozen=True)
class Panel:
    template: str
    context: dict[str, Any] = field(default_factory=dict)


booking_panels: Registry[Callable[[HttpRequest, Booking], Panel | None]] = Registry()


def panels_of(request: HttpRequest, booking: Booking) -> list[Panel]:
    """The panels of a booking, in the order of registration."""
    return [panel for make in booking_panels if (panel := make(request, booking))]
