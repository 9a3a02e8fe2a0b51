"""« Ma journée »: what waits for a person in a club, brought by the apps that know it.

Higher apps fill both registries in their `apps.py`; each function runs once for each page and asks the database the
same number of questions whatever it finds.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Club


@dataclass(frozen=True)
class Task:
    """One line: what waits, why or until when, the one act. `title` and `text` are sentences, `verb` a button."""

    icon: str
    title: str
    url: str
    verb: str
    text: str = ""


@dataclass(frozen=True)
class DayPanel:
    """A section of the main column, or a card beside it. The template gets the panel's `context` as `panel`."""

    spot: Literal["main", "aside"]
    template: str
    context: dict[str, Any] = field(default_factory=dict)


tasks_of_the_day: Registry[Callable[[HttpRequest, Club], list[Task]]] = Registry()
panels_of_the_day: Registry[Callable[[HttpRequest, Club], DayPanel | None]] = Registry()


def tasks_for(request: HttpRequest, club: Club) -> list[Task]:
    """What waits for the person of the request, in the order of registration."""
    return [task for source in tasks_of_the_day for task in source(request, club)]


def panels_for(request: HttpRequest, club: Club) -> dict[str, list[DayPanel]]:
    """The panels by spot, in the order of registration."""
    spots: dict[str, list[DayPanel]] = {"main": [], "aside": []}
    for make in panels_of_the_day:
        if panel := make(request, club):
            spots[panel.spot].append(panel)
    return spots
