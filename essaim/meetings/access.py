"""Who may see and run meetings. Getters give the object, or 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_as_member, get_club_to_run

from .models import Meeting


def get_meeting(request: HttpRequest, club_slug: str, pk: int) -> Meeting:
    """A meeting of a club that the person belongs to."""
    club = get_club_as_member(request, club_slug)
    return _meeting_of(club, pk)


def get_meeting_to_run(request: HttpRequest, club_slug: str, pk: int) -> Meeting:
    """The meeting, for the organisers of its club (and the operator)."""
    club = get_club_to_run(request, club_slug)
    return _meeting_of(club, pk)


def _meeting_of(club, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.select_related("theme", "host", "municipality"), club=club, pk=pk)
    meeting.club = club  # the one that the request already holds: templates ask it for its address
    return meeting
