"""The tabs of a meeting's page. Apps built on meetings add theirs in their `apps.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from essaim.kernel.registry import Registry

from .models import Meeting


@dataclass(frozen=True)
class MeetingTab:
    """A page of a meeting, at `url_name` with the arguments (club slug, meeting pk).

    `visible` tells whether this reader, who may see the meeting, has that page; no query.
    """

    label: Any
    url_name: str
    visible: Callable[[HttpRequest, Meeting], bool] = lambda _request, _meeting: True


meeting_tabs: Registry[MeetingTab] = Registry()


def tabs_for(request: HttpRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """The tabs as `ui/_tabs.html` draws them, the one of this address current."""
    rows = []
    for tab in meeting_tabs:
        if tab.visible(request, meeting):
            url = reverse(tab.url_name, args=[meeting.club.slug, meeting.pk])
            rows.append({"label": tab.label, "url": url, "current": request.path == url})
    return rows
