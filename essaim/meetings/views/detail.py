"""The page of a meeting: for members with their answer, for everybody when the club shows it."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.clubs.queries import municipalities_of
from essaim.kernel.errors import Refusal

from .. import access, queries
from ..enums import Answer, MeetingState
from ..forms.answering import ANSWERS, DetailsForm
from ..models import Attendance, Meeting
from ..panels import own_panels, panels_of
from ..presence import presence
from ..structured import event_json_ld
from ..tabs import tabs_for


def answer_context(attendance: Attendance, *, form: DetailsForm | None = None, refusal: Refusal | None = None) -> dict:
    """What `meetings/_answer.html` shows: the buttons, then what comes after yes."""
    meeting, comes = attendance.meeting, attendance.answer == Answer.YES
    open_ = meeting.state == MeetingState.ANNOUNCED and not meeting.is_over
    communes = list(municipalities_of(meeting.club).order_by("name")[:400]) if comes and open_ else []
    return {
        "attendance": attendance,
        "answers": ANSWERS,
        "can_answer": open_,
        "rank": queries.waiting_rank(attendance),
        "guests": queries.guests_of(attendance) if comes else [],
        "form": form or (details_form(attendance) if comes and open_ else None),
        "refusal": refusal,
        "communes": communes,
        "lifts": queries.lifts_for(attendance),
        "own_panels": own_panels(attendance),
    }


def details_form(attendance: Attendance, data: Any = None) -> DetailsForm:
    commune = attendance.meeting.municipality
    departments = frozenset({commune.department_id}) if commune else frozenset()
    return DetailsForm(data, attendance=attendance, guests=queries.guests_of(attendance), departments=departments)


@login_not_required
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    try:
        meeting = access.get_meeting_shown(request, club_slug, pk)
    except Http404:
        if request.user.is_authenticated or not getattr(request, "club", None):
            raise
        return redirect_to_login(request.get_full_path())
    return page(request, meeting)


def page(request: HttpRequest, meeting: Meeting, *, form: DetailsForm | None = None, status: int = 200) -> HttpResponse:
    """The page, drawn again with a form that has points to look at."""
    standing = request.standing  # type: ignore[attr-defined]
    own = queries.attendance_of(meeting, request.user) if request.user.is_authenticated else None
    announced = meeting.state == MeetingState.ANNOUNCED and not meeting.is_over
    rows = queries.who_comes(meeting)
    if own is None and standing.is_member and announced:
        own = Attendance(meeting=meeting, club=meeting.club, name=str(request.user))  # what they would answer on
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": queries.agenda_of(meeting),
        "presence": presence(meeting.club, rows, is_member=standing.is_member),
        "counts": queries.counts_of(meeting),
        "tabs": tabs_for(request, meeting) if standing.is_member else [],
        "json_ld": event_json_ld(meeting) if meeting.public and meeting.starts_at else None,
        "panels": panels_of(request, meeting),
        "attendance": None,
    }
    if own is not None:
        own.meeting = meeting
        context |= answer_context(own, form=form)
    return render(request, "meetings/detail.html", context, status=status)
