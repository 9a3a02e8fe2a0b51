"""Who may open the documents of a meeting."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import Standing, get_club

from .access import get_meeting_to_run
from .enums import Audience, MeetingState
from .models import Meeting, MeetingDocument


def audiences_of(standing: Standing, *, invited: bool = False) -> set[str]:
    """The audiences that this reader belongs to. `invited`: they hold a link to the meeting. No query."""
    if standing.is_member:
        return set(Audience.values)
    return {Audience.INVITED, Audience.PUBLIC} if invited else {Audience.PUBLIC}


def get_document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> MeetingDocument:
    """A document that this reader may open: members all of them, everybody the public ones of a meeting that was
    announced."""
    club = get_club(request, club_slug)
    meeting = get_object_or_404(Meeting, club=club, pk=pk)
    standing: Standing = request.standing  # type: ignore[attr-defined]
    if not standing.is_member and meeting.state == MeetingState.PREPARING:
        raise Http404
    return document_for(meeting, document_pk, audiences_of(standing))


def document_for(meeting: Meeting, document_pk: int, audiences: set[str]) -> MeetingDocument:
    """The meeting's document, for a reader of one of these audiences, or 404."""
    return get_object_or_404(MeetingDocument, meeting=meeting, pk=document_pk, audience__in=audiences)


def get_document_to_run(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> MeetingDocument:
    meeting = get_meeting_to_run(request, club_slug, pk)
    document = get_object_or_404(MeetingDocument, meeting=meeting, pk=document_pk)
    document.meeting = meeting
    return document
