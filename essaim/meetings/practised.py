"""What a theme's page tells of the practices of members that speak of it."""

from django.http import HttpRequest

from essaim.practices import queries

from .models import Theme
from .story import StoryPart


def practices(_request: HttpRequest, theme: Theme) -> StoryPart | None:
    """Two queries."""
    rows = queries.about(theme.club, f"{theme.title} {theme.text}")
    return StoryPart("meetings/_story_practices.html", {"practices": rows, "theme": theme}) if rows else None
