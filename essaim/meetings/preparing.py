"""What preparing meetings brings to the pages of others: to « Ma journée », to two organizations that become one."""

from django.http import HttpRequest

from essaim.clubs.day import DayPanel
from essaim.clubs.models import Club
from essaim.organizations.duplicates.relations import Settled

from .enums import ThemeState
from .models import ThemeSupport
from .queries.themes import themes_of

SHOWN = 3


def themes_panel(_request: HttpRequest, club: Club) -> DayPanel:
    """The themes that matter to most, beside the day."""
    waiting = themes_of(club).filter(state__in=[ThemeState.PROPOSED, ThemeState.CHOSEN])
    return DayPanel("aside", "meetings/_themes_panel.html", {"themes": list(waiting[:SHOWN])})


def one_support(moving: ThemeSupport, present: ThemeSupport) -> Settled:
    """One line for a theme: what the kept organization brings, else what the other did."""
    return Settled() if present.brings or not moving.brings else Settled(present={"brings": moving.brings})
