"""What is added to the page of a meeting: a section of the main column, or a card beside it. Apps built on meetings
fill `meeting_panels` in their `apps.py`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Attendance, Meeting


@dataclass(frozen=True)
class MeetingPanel:
    """The template gets the panel's `context` as `panel`, beside `meeting` and `club`."""

    spot: Literal["main", "aside"]
    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Functions (request, meeting) -> MeetingPanel or None. They run once for each page, for whoever may see the meeting.
meeting_panels: Registry[Callable[[HttpRequest, Meeting], MeetingPanel | None]] = Registry()


def panels_of(request: HttpRequest, meeting: Meeting) -> dict[str, list[MeetingPanel]]:
    """The panels by spot, in the order of registration."""
    spots: dict[str, list[MeetingPanel]] = {"main": [], "aside": []}
    for make in meeting_panels:
        if panel := make(request, meeting):
            spots[panel.spot].append(panel)
    return spots


@dataclass(frozen=True)
class AttendancePanel:
    """What a person sees beside their answer, on the meeting's page and by their signed link; the template gets
    `context` as `panel`."""

    template: str
    context: dict[str, Any] = field(default_factory=dict)


# Functions attendance -> AttendancePanel, or None when there is nothing to say. The attendance carries its meeting.
attendance_panels: Registry[Callable[[Attendance], AttendancePanel | None]] = Registry()


def own_panels(attendance: Attendance) -> list[AttendancePanel]:
    """The person's panels, in the order of registration."""
    return [panel for make in attendance_panels if (panel := make(attendance))]


# Functions (meeting, attendances of people who come) -> by attendance (pk), what writes a line of the message of the
# day before, in the language under way. A fixed number of queries, whatever the number of people.
eve_lines: Registry[Callable[[Meeting, Sequence[Attendance]], Mapping[int, Callable[[], str]]]] = Registry()
