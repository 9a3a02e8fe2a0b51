"""What higher apps add to the page of an organization: a tag, a button, a section, a card.

A higher app fills `page_panels` in its `apps.py`. Most pages have few panels: one query asks which of them have
something to say, and only those read it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Exists, QuerySet
from django.http import HttpRequest

from essaim.kernel.prepared import prepared
from essaim.kernel.registry import Registry

from .models import Organization

Spot = Literal["tags", "buttons", "main", "aside"]


@dataclass(frozen=True)
class Panel:
    """`spot`: under the title as tags or buttons, a section of the main column, a card beside it."""

    spot: Spot
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class PagePanel:
    """`make(request, organization)` gives the panel or None; its template gets `organization` and the `context`.

    `when()`: rows of `OuterRef("pk")`, the organization's key, without which there is nothing to say (one queryset, or
    several). Without it, `make` is always asked.
    """

    make: Callable[[HttpRequest, Organization], Panel | None]
    when: Callable[[], tuple[QuerySet, ...]] | None = None


page_panels: Registry[PagePanel] = Registry()


def _present(ids: Iterable[int]) -> QuerySet:
    """For each panel that says when it is needed, whether there is any of its rows."""
    held = [Exists(rows) for entry in page_panels if entry.when for rows in entry.when()]
    return Organization.objects.filter(pk__among=ids).values_list(*held)


def panels_of(request: HttpRequest, organization: Organization) -> dict[str, list[Panel]]:
    """Return the panels of a page by spot, in the order of registration. One query, and those of the panels shown."""
    spots: dict[str, list[Panel]] = {"tags": [], "buttons": [], "main": [], "aside": []}
    (found,) = prepared(_present, [organization.pk])
    present = list(found)
    for entry in page_panels:
        if entry.when:
            asked = len(entry.when())
            held, present = present[:asked], present[asked:]
            if not any(held):
                continue
        if panel := entry.make(request, organization):
            spots[panel.spot].append(panel)
    return spots
