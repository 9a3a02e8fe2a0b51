"""Who may see and run meetings. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club, get_club_as_member, get_club_to_run

from .models import AgendaItem, Attendance, Meeting
from .queries.meetings import TOLD


def get_meeting(request: HttpRequest, club_slug: str, pk: int) -> Meeting:
    """A meeting of a club that the person belongs to."""
    club = get_club_as_member(request, club_slug)
    return _meeting_of(club, pk)


def get_meeting_shown(request: HttpRequest, club_slug: str, pk: int) -> Meeting:
    """A meeting that this reader may see: members see all those of their club, everybody the public ones."""
    club = get_club(request, club_slug)
    meeting = _meeting_of(club, pk)
    if not request.standing.is_member and not (meeting.public and meeting.state in TOLD):  # type: ignore[attr-defined]
        raise Http404
    return meeting


def get_meeting_to_run(request: HttpRequest, club_slug: str, pk: int) -> Meeting:
    """The meeting, for the organisers of its club (and the operator)."""
    club = get_club_to_run(request, club_slug)
    return _meeting_of(club, pk)


def get_agenda_item_to_run(request: HttpRequest, club_slug: str, pk: int, item_pk: int) -> AgendaItem:
    meeting = get_meeting_to_run(request, club_slug, pk)
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=item_pk)
    item.meeting = meeting
    return item


def get_attendance_to_run(request: HttpRequest, club_slug: str, pk: int, attendance_pk: int) -> Attendance:
    meeting = get_meeting_to_run(request, club_slug, pk)
    attendance = get_object_or_404(Attendance, meeting=meeting, pk=attendance_pk)
    attendance.meeting = meeting
    return attendance


def _meeting_of(club, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.select_related("theme", "host", "municipality"), club=club, pk=pk)
    meeting.club = club  # the one that the request already holds: templates ask it for its address
    return meeting
