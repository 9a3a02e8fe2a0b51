"""What higher apps add to the page of an organization: a tag, a button, a section, a card.

A higher app fills `page_panels` in its `apps.py` with functions (request, organization) -> Panel or None. They run once
for each page; the template of a panel gets `organization` and the panel's `context`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Organization

Spot = Literal["tags", "buttons", "main", "aside"]


@dataclass(frozen=True)
class Panel:
    """`spot`: under the title as tags or buttons, a section of the main column, a card beside it."""

    spot: Spot
    template: str
    context: dict[str, Any] = field(default_factory=dict)


page_panels: Registry[Callable[[HttpRequest, Organization], Panel | None]] = Registry()


def panels_of(request: HttpRequest, organization: Organization) -> dict[str, list[Panel]]:
    """Return the panels of a page by spot, in the order of registration."""
    spots: dict[str, list[Panel]] = {"tags": [], "buttons": [], "main": [], "aside": []}
    for make in page_panels:
        if panel := make(request, organization):
            spots[panel.spot].append(panel)
    return spots
