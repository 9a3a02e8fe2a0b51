"""Who sees and makes plans. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.accounts.access import person
from essaim.clubs.models import Club
from essaim.meetings.access import get_meeting_to_run
from essaim.meetings.models import Attendance, Meeting

from .models import SeatingPlan, Wish
from .queries import current_plan


def get_plan_to_run(request: HttpRequest, club_slug: str, pk: int) -> tuple[Meeting, SeatingPlan]:
    """The version under work, for the organisers; 404 when there is none."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    plan = current_plan(meeting)
    if plan is None:
        raise Http404
    plan.meeting = meeting
    return meeting, plan


def get_wish_to_run(request: HttpRequest, club_slug: str, pk: int, wish_pk: int) -> Wish:
    meeting = get_meeting_to_run(request, club_slug, pk)
    wish = get_object_or_404(Wish, meeting=meeting, pk=wish_pk)
    wish.meeting = meeting
    return wish


def get_attendance(meeting: Meeting, attendance_pk: int) -> Attendance:
    """Somebody of this meeting, or 404."""
    return get_object_or_404(Attendance.objects.select_related("organization"), meeting=meeting, pk=attendance_pk)


def get_own_attendance(request: HttpRequest, meeting: Meeting) -> Attendance | None:
    """The row of the person of the request, if they are invited."""
    rows = Attendance.objects.filter(meeting=meeting, user=person(request))
    return rows.select_related("organization").first()


def get_meeting_by_pk(club: Club, pk: int) -> Meeting:
    """A meeting of the club, for who holds a signed address of it; or 404."""
    meeting = get_object_or_404(Meeting.objects.select_related("municipality"), club=club, pk=pk)
    meeting.club = club
    return meeting
