"""What seating shows on the pages of meetings."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _

from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.panels import AttendancePanel

from . import queries


def path_panel(attendance: Attendance) -> AttendancePanel | None:
    """A person's tables, once the plan is published. One query without plan, three with."""
    plan = queries.published_plan(attendance.meeting)
    path = queries.path_of(plan, attendance) if plan else []
    return AttendancePanel("seating/_own_path.html", {"path": path}) if path else None


def has_tables(_request: HttpRequest, meeting: Meeting) -> bool:
    """Whether people may look up their tables. One query."""
    return queries.published_plan(meeting) is not None


def eve_lines(meeting: Meeting, attendances: Sequence[Attendance]) -> Mapping[int, Callable[[], str]]:
    """For the message of the day before: each person's tables, once the plan is published. Two queries."""
    plan = queries.published_plan(meeting)
    if plan is None:
        return {}
    tables = queries.tables_by_person(plan)
    return {row.pk: partial(tables_words, tables[row.pk]) for row in attendances if row.pk in tables}


def tables_words(stops: Sequence[tuple[int, int]]) -> str:
    """`stops`: (round, table), in the order of the rounds."""
    if len(stops) == 1:
        return _("Votre table : la %(table)s.") % {"table": stops[0][1]}
    words = [_("tour %(round)s, table %(table)s") % {"round": number, "table": table} for number, table in stops]
    return _("Vos tables : %(list)s.") % {"list": " ; ".join(words)}
