"""Answering: from the message's link without an account, or signed in from the meeting's page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import Standing, get_club
from essaim.kernel.errors import Refusal

from .. import access, actions, ical, links, queries
from ..access_documents import audiences_of
from ..enums import AttendeeKind
from ..forms.answering import AnswerForm, DetailsForm
from ..models import Attendance
from ..presence import presence
from ..queries.documents import documents_of
from ..queries.speakers import talks_told
from .calendars import calendar_file
from .detail import answer_context, details_form, page


def _take(request: HttpRequest, attendance: Attendance) -> tuple[DetailsForm | None, Refusal | None]:
    """Note what was posted. Gives back what is to be shown again: the form with its points, or the refusal."""
    chosen = AnswerForm(request.POST)
    if not chosen.is_valid():
        return None, Refusal(_("Choisissez une des trois réponses."), code="answer")
    values: dict[str, Any] = {}
    form = None
    actor = request.user if request.user.is_authenticated else None
    if "details" in request.POST:
        form = details_form(attendance, request.POST)
        if not form.is_valid():
            return form, None
        values = form.values()
    try:
        actions.answer(attendance=attendance, answer=chosen.cleaned_data["answer"], actor=actor, **values)
    except Refusal as refusal:
        if form is None:
            return None, refusal
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return form, None
    return None, None


@login_not_required
@never_cache
def answer_link(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The page that a message opens. Opening it answers nothing (mail scanners open links); its buttons do."""
    club = get_club(request, club_slug)
    attendance = links.read_answer_token(token, club_id=club.pk)
    meeting = attendance.meeting
    meeting.club = club
    if meeting.is_over:
        return render(request, "meetings/answer_over.html", {"meeting": meeting}, status=410)
    user = request.user
    if user.is_authenticated and user.pk != attendance.user_id and user.email.lower() != attendance.email.lower():
        return render(request, "meetings/answer_other.html", {"meeting": meeting, "attendance": attendance}, status=409)
    form, refusal = _take(request, attendance) if request.method == "POST" else (None, None)
    if request.method == "POST" and form is None and refusal is None:
        return redirect("meetings:answer_link", club_slug, token)
    rows = queries.who_comes(meeting)
    context = {
        "meeting": meeting,
        "agenda": queries.agenda_of(meeting),
        "presence": presence(club, rows, is_member=attendance.kind == AttendeeKind.MEMBER),
        "counts": queries.counts_of(meeting),
        "token": token,
        "talks": {"talks": talks_told(meeting)},
        "documents": documents_of(meeting, audiences_of(Standing(), invited=True)),
    }
    context |= answer_context(attendance, form=form, refusal=refusal)
    status = 409 if refusal else 422 if form else 200
    return render(request, "meetings/answer_link.html", context, status=status)


@login_not_required
@never_cache
def answer_link_calendar(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The meeting as a file, for a calendar that did not read the message's own."""
    club = get_club(request, club_slug)
    attendance = links.read_answer_token(token, club_id=club.pk)
    url = links.answer_url(attendance)
    return calendar_file(
        ical.feed([attendance.meeting], name=attendance.meeting.title, address_of=lambda _meeting: url), "rencontre"
    )


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """A member answers from the meeting's page or from « Ma journée »."""
    meeting = access.get_meeting(request, club_slug, pk)
    attendance = actions.enrol(meeting=meeting, user=person(request))
    attendance.meeting = meeting
    form, refusal = _take(request, attendance)
    if refusal:
        messages.error(request, refusal.sentence)
    if form is not None:
        return page(request, meeting, form=form, status=422)
    return redirect(meeting)
