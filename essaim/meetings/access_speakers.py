"""Who may read and run speakers and talks: organisers, and each speaker by their own link."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_to_run

from .access import get_meeting_to_run
from .models import Speaker, Talk


def get_speaker_to_run(request: HttpRequest, club_slug: str, pk: int) -> Speaker:
    club = get_club_to_run(request, club_slug)
    speaker = get_object_or_404(Speaker.objects.select_related("organization"), club=club, pk=pk)
    speaker.club = club
    return speaker


def get_talk_to_run(request: HttpRequest, club_slug: str, pk: int, talk_pk: int) -> Talk:
    meeting = get_meeting_to_run(request, club_slug, pk)
    rows = Talk.objects.select_related("speaker__organization", "agenda_item")
    talk = get_object_or_404(rows, meeting=meeting, pk=talk_pk)
    talk.meeting = meeting
    return talk
