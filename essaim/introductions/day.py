"""What introductions bring to « Ma journée »: who waits for an answer, and one person to meet."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.clubs.day import DayPanel, Task
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members

from . import queries


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each message that waits for the person's answer. One query."""
    return [
        Task(
            "handshake",
            _("%(name)s aimerait vous rencontrer") % {"name": row.asker.name},
            reverse("introductions:detail", args=[club.slug, row.pk]),
            _("Lire et répondre"),
            row.reason,
        )
        for row in queries.waiting_for(request.user, club)
    ]


def panel(request: HttpRequest, club: Club) -> DayPanel | None:
    """One suggestion, for the first of the person's organizations."""
    mine = own_members(request.user, club).first()
    if mine is None or queries.is_discreet(club, mine):
        return None
    found = queries.suggestions_for(club, mine, limit=1)
    context = {"club": club, "mine": mine, "suggestion": found[0]} if found else {}
    return DayPanel("aside", "introductions/_day.html", context) if found else None
