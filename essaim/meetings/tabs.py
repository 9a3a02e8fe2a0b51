"""The tabs of a meeting's page. Apps built on meetings add theirs in their `apps.py`.

Members have a few, side by side. Those who run the club have a dozen, put together by the moment when they serve.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.kernel.registry import Registry

from .models import Meeting

GROUPS = {
    "": _("La rencontre"),
    "prepare": _("Préparer"),
    "invite": _("Inviter"),
    "day": _("Le jour J"),
    "after": _("Après"),
}


@dataclass(frozen=True)
class MeetingTab:
    """A page of a meeting, at `url_name` with the arguments (club slug, meeting pk), and what lies under it.

    `visible` tells whether this reader, who may see the meeting, has that page; one query at most. `group`: one of
    GROUPS, for those who run the club. `also`: other pages of a meeting that belong to this tab.
    """

    label: Any
    url_name: str
    visible: Callable[[HttpRequest, Meeting], bool] = lambda _request, _meeting: True
    group: str = ""
    also: tuple[str, ...] = ()


meeting_tabs: Registry[MeetingTab] = Registry()


def tabs_for(request: HttpRequest, meeting: Meeting) -> list[dict[str, Any]]:
    """The tabs as `ui/_tabs.html` draws them, the one of this address current.

    For those who run the club, one for each group, with `pages`: its tabs.
    """
    arguments = [meeting.club.slug, meeting.pk]
    rows, nearest, here = [], "", None
    for tab in meeting_tabs:
        if not tab.visible(request, meeting):
            continue
        row = {"label": tab.label, "url": reverse(tab.url_name, args=arguments), "current": False, "group": tab.group}
        rows.append(row)
        for address in (row["url"], *(reverse(name, args=arguments) for name in tab.also)):
            # The page itself, or the tab whose address is the longest beginning of this one.
            if request.path.startswith(address) and len(address) > len(nearest):
                nearest, here = address, row
    if here is not None and (here["url"] != meeting.get_absolute_url() or request.path == here["url"]):
        here["current"] = True
    if not request.standing.is_organiser:  # type: ignore[attr-defined]
        return rows
    groups = []
    for name, label in GROUPS.items():
        if pages := [row for row in rows if row["group"] == name]:
            current = any(row["current"] for row in pages)
            groups.append({"label": label, "url": pages[0]["url"], "current": current, "pages": pages})
    return groups
