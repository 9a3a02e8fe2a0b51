"""What seating shows on the pages of meetings."""

from essaim.meetings.models import Attendance
from essaim.meetings.panels import AttendancePanel

from . import queries


def path_panel(attendance: Attendance) -> AttendancePanel | None:
    """A person's tables, once the plan is published. One query without plan, three with."""
    plan = queries.published_plan(attendance.meeting)
    path = queries.path_of(plan, attendance) if plan else []
    return AttendancePanel("seating/_own_path.html", {"path": path}) if path else None
