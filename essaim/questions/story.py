"""What a theme's page tells of the questions asked about it."""

from django.http import HttpRequest

from essaim.meetings.models import Theme
from essaim.meetings.story import StoryPart

from . import queries


def questions(_request: HttpRequest, theme: Theme) -> StoryPart | None:
    rows = queries.questions_on(theme)
    return StoryPart("questions/_story.html", {"questions": rows, "theme": theme}) if rows else None
