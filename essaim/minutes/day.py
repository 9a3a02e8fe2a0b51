"""Actions on « Ma journée », each with its button."""

from django.http import HttpRequest

from essaim.accounts.access import person
from essaim.clubs.day import DayPanel
from essaim.clubs.models import Club

from . import queries


def panel(request: HttpRequest, club: Club) -> DayPanel | None:
    """What one promised at meetings, and whether its date is past. One query."""
    items = queries.actions_waiting_for(person(request), club)
    if not items:
        return None
    return DayPanel("main", "minutes/_my_actions.html", {"actions": items, "slug": club.slug})
