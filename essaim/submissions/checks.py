"""What still prevents sending, most urgent first. Apps and files add theirs in `apps.py`::

    checks.add("budget", budget_checks, order=40)

Each function gets a `Subject` and gives its points; it asks the database as many questions whatever it finds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.dossiers import rules
from essaim.dossiers.models import Dossier, Partner
from essaim.kernel.registry import Registry

from .enums import Urgency


@dataclass(frozen=True)
class Check:
    """A point that is not right yet. `key` is stable; `sentence` says what, and what to do; `url` is where."""

    key: str
    urgency: Urgency
    sentence: str
    url: str


@dataclass
class Subject:
    """A dossier that is being looked at, in the club where it is read."""

    dossier: Dossier
    club: Club
    partners: list[Partner]
    now: datetime

    @cached_property
    def team(self) -> list[Partner]:
        return rules.team_of(self.partners)

    def page(self, name: str, *more: Any, anchor: str = "") -> str:
        """The address of a page of this dossier: `page("dossiers:team")`."""
        address = reverse(name, args=[self.club.slug, self.dossier.pk, *more])
        return f"{address}#{anchor}" if anchor else address


checks: Registry[Callable[[Subject], list[Check]]] = Registry()


def findings(dossier: Dossier, club: Club, partners: list[Partner]) -> list[Check]:
    """All points, the most urgent first, in the order of registration among equals."""
    subject = Subject(dossier, club, partners, timezone.now())
    found = [point for examine in checks for point in examine(subject)]
    return sorted(found, key=lambda point: point.urgency)
