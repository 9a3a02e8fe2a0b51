"""What past meetings left: minutes, decisions, documents. Apps built on meetings say it in a few words, and open a door
to the whole from the list of meetings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Meeting

# Functions (request, meetings) -> {meeting pk: ["3 décisions", "un compte rendu"…]}: one question to the database for
# all the meetings of a list, and only what this reader may see.
left_by_meetings: Registry[Callable[[HttpRequest, Sequence[Meeting]], dict[int, list[str]]]] = Registry()


@dataclass(frozen=True)
class ListDoor:
    """A page of the club beside the list of its meetings, for members, at `url_name` with the club's slug."""

    label: Any
    icon: str
    url_name: str


list_doors: Registry[ListDoor] = Registry()


def what_was_left(request: HttpRequest, meetings: Sequence[Meeting]) -> None:
    """Set `left` on each: the words of every app, in order."""
    for meeting in meetings:
        meeting.left = []  # type: ignore[attr-defined]
    if not meetings:
        return
    for source in left_by_meetings:
        words = source(request, meetings)
        for meeting in meetings:
            meeting.left += words.get(meeting.pk, [])  # type: ignore[attr-defined]
