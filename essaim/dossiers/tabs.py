"""The tabs of a dossier's page. Apps built on dossiers add theirs in their `apps.py`::

    dossier_tabs.add("submissions.checks", DossierTab(_("Vérifier"), "submissions:checks"), order=50)

Orders taken: 10 the dossier, 20 team, 30 file, 40 plan; budget 50, papers 60, checks 70, sending 80, what follows 90.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from essaim.kernel.registry import Registry

from .models import Dossier


def _of_team(request: HttpRequest, _dossier: Dossier) -> bool:
    return request.seat.in_team  # type: ignore[attr-defined]


def reads_file(request: HttpRequest, _dossier: Dossier) -> bool:
    """The team, who is invited to it, a reader by link."""
    return request.seat.reads_file  # type: ignore[attr-defined]


def always(_request: HttpRequest, _dossier: Dossier) -> bool:
    return True


@dataclass(frozen=True)
class DossierTab:
    """A page of a dossier, at `url_name` with the arguments (club slug, dossier pk), and what lies under it.

    `visible` tells whether this reader has that page (`request.seat` and `request.partners` are set); one query at
    most. The team alone, unless told.
    """

    label: Any
    url_name: str
    visible: Callable[[HttpRequest, Dossier], bool] = _of_team
    count: Callable[[HttpRequest, Dossier], int] | None = None


dossier_tabs: Registry[DossierTab] = Registry()


def tabs_for(request: HttpRequest, dossier: Dossier) -> list[dict[str, Any]]:
    """The tabs as `ui/_tabs.html` draws them, the one whose address is the longest beginning of this one current."""
    arguments = [request.club.slug, dossier.pk]  # type: ignore[attr-defined]
    rows: list[dict[str, Any]] = []
    for tab in dossier_tabs:
        if tab.visible(request, dossier):
            count = tab.count(request, dossier) if tab.count else 0
            url = reverse(tab.url_name, args=arguments)
            rows.append({"label": tab.label, "url": url, "current": False, "count": count})
    above = [row for row in rows if request.path.startswith(row["url"])]
    near = max(above, key=lambda row: len(row["url"]), default=None)
    if near is not None:
        near["current"] = True
    return rows
