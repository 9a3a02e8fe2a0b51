"""What a theme's page tells besides its meetings: decisions, practices, questions. Higher apps fill the registry."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Theme


@dataclass(frozen=True)
class StoryPart:
    """A section of the story. The template gets `context` as `part`, and begins with its own `h3`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Functions (request, theme) -> StoryPart, or None when there is nothing to tell. They run once for each page.
theme_story: Registry[Callable[[HttpRequest, Theme], StoryPart | None]] = Registry()


def story_of(request: HttpRequest, theme: Theme) -> list[StoryPart]:
    return [part for tell in theme_story if (part := tell(request, theme))]
