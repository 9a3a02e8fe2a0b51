"""What a theme's page tells of the decisions taken about it."""

from django.http import HttpRequest

from essaim.meetings.models import Theme
from essaim.meetings.story import StoryPart

from . import queries


def decisions(request: HttpRequest, theme: Theme) -> StoryPart | None:
    rows = queries.decisions_on_theme(theme)
    return StoryPart("minutes/_story.html", {"decisions": rows, "theme": theme}) if rows else None
