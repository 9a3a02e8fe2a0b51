"""Files to print."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from essaim.meetings.access import get_meeting_to_run
from essaim.meetings.models import Meeting
from essaim.ui.sheets import file_name

from .. import access, printing, queries


def posters(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The version under work, so that it can be read on paper before it is published."""
    meeting, plan = access.get_plan_to_run(request, club_slug, pk)
    return _pdf(printing.posters(meeting, queries.plan_view(plan)), _("tables"), meeting)


def badges(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    people = queries.seatable(meeting)
    if not people:
        return _nobody(request, club_slug, pk)
    plan = queries.published_plan(meeting) or queries.current_plan(meeting)
    view = queries.plan_view(plan) if plan else None
    return _pdf(printing.badges(meeting, people, view), _("badges"), meeting)


def sheet(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    return _pdf(printing.attendance_sheet(meeting, queries.seatable(meeting)), _("emargement"), meeting)


def poster(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    return _pdf(printing.door_poster(meeting), _("accueil"), meeting)


def _nobody(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    messages.info(request, _("Personne n'a encore dit venir : il n'y a pas de badge à imprimer."))
    return redirect("seating:door", club_slug, pk)


def _pdf(body: bytes, kind: str, meeting: Meeting) -> HttpResponse:
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(kind, meeting.title, extension="pdf")}"'
    return response
