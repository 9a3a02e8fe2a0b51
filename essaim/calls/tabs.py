"""The tabs of « Travailler ensemble »: calls, then what the apps above add in their `apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class WorkTab:
    """A page at `url_name`, which takes the club's slug. `count(request)`: how many things wait there for this person;
    two queries at most."""

    label: Any
    url_name: str
    count: Callable[[HttpRequest], int] | None = None


work_tabs: Registry[WorkTab] = Registry()


def work_tabs_for(request: HttpRequest, current: str) -> list[dict[str, Any]]:
    """The tabs as `ui/_tabs.html` draws them. `current` is the name under which the tab is registered."""
    slug = request.club.slug  # type: ignore[attr-defined]
    return [
        {
            "label": tab.label,
            "url": reverse(tab.url_name, args=[slug]),
            "current": name == current,
            "count": tab.count(request) if tab.count else 0,
        }
        for name, tab in work_tabs.items()
    ]
