"""What the pages of meetings and of themes tell of minutes and decisions."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.meetings.models import Meeting, Theme
from essaim.meetings.story import StoryPart

from . import queries


def decisions(request: HttpRequest, theme: Theme) -> StoryPart | None:
    rows = queries.decisions_on_theme(theme)
    return StoryPart("minutes/_story.html", {"decisions": rows, "theme": theme}) if rows else None


def minutes(_request: HttpRequest, theme: Theme) -> StoryPart | None:
    """The minutes of meetings on the theme, each with the actions it leaves to do. One query."""
    rows = queries.minutes_on_theme(theme)
    return StoryPart("minutes/_story_minutes.html", {"rows": rows}) if rows else None


def left(request: HttpRequest, meetings: Sequence[Meeting]) -> dict[int, list[str]]:
    """For members, on the list of meetings: that there are minutes, and how many decisions. One query."""
    if not request.standing.is_member:  # type: ignore[attr-defined]
        return {}
    found = queries.left_by(meetings)
    return {pk: [_("compte rendu"), *([_decisions(count)] if count else [])] for pk, count in found.items()}


def _decisions(count: int) -> str:
    return ngettext("%(count)s décision", "%(count)s décisions", count) % {"count": count}
