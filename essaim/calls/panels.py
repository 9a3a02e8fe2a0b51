"""What apps above say on the page of a call, in their `apps.py`: « Pour qui parmi nous », « Qui a déjà gagné »…"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Call


@dataclass(frozen=True)
class Panel:
    """A template and what it needs. `aside`: in the column beside, else under the text."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)
    aside: bool = False


# Functions (request, call) -> Panel, or None when there is nothing to say. `request.club` is the club that reads.
call_panels: Registry[Callable[[HttpRequest, Call], Panel | None]] = Registry()


@dataclass(frozen=True)
class Mark:
    """A word on the card of a call in the list: « 82/100 », « Dossier en cours »."""

    label: Any
    tone: str = ""  # "", "ok" or "wait": the class of the tag


# Functions (request, calls) -> {pk of the call: Mark}; two queries at most, whatever the number of calls.
card_marks: Registry[Callable[[HttpRequest, list[Call]], dict[int, Mark]]] = Registry()


def panels_of(request: HttpRequest, call: Call) -> list[Panel]:
    return [panel for build in call_panels if (panel := build(request, call)) is not None]


def marks_of(request: HttpRequest, calls: list[Call]) -> dict[int, list[Mark]]:
    """The marks of each call of a page, in the order of the registry."""
    found: dict[int, list[Mark]] = {call.pk: [] for call in calls}
    for build in card_marks:
        for pk, mark in build(request, calls).items():
            found[pk].append(mark)
    return found
