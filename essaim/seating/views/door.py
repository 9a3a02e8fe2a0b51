"""At the door: the organiser's list, one press for each person; badges scanned; people who say it by themselves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.meetings.access import get_meeting_to_run
from essaim.meetings.actions import check_in, undo_check_in
from essaim.meetings.links import read_door_token
from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.tabs import tabs_for

from .. import access, actions, links, queries
from ..forms.door import ArrivalForm, WalkInForm


@never_cache
def door(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The list; a POST welcomes somebody who is not on it."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = _welcome(request, meeting, form.cleaned_data)
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("%(name)s est là.") % {"name": row.name})
            return redirect("seating:door", club_slug, pk)
    typed = request.GET.get("q", "")
    context = {
        "meeting": meeting,
        "tabs": tabs_for(request, meeting),
        "typed": typed,
        "rows": queries.door_list(meeting, typed),
        "count": queries.count_of(meeting),
        "form": form,
        "members": [organization.name for organization in members_of(meeting.club)],
    }
    return render(request, "seating/door.html", context, status=422 if form.errors else 200)


def _welcome(request: HttpRequest, meeting: Meeting, data: dict[str, Any]) -> Attendance:
    """An organization that the directory does not know stays beside the name, so that the badge says it."""
    organization = queries.organization_named(meeting.club, data["organization"])
    name = data["name"]
    if data["organization"] and organization is None:
        name = f"{name} ({data['organization']})"[:120]
    return actions.welcome(
        meeting=meeting, actor=person(request), name=name, organization=organization, email=data["email"]
    )


def count(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """How many are there, asked for again and again by the page of the door."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    return render(request, "seating/_count.html", {"meeting": meeting, "count": queries.count_of(meeting)})


@require_POST
def press(request: HttpRequest, club_slug: str, pk: int, attendance_pk: int) -> HttpResponse:
    """One press: `verb` is `here` or `undo`, `key` names it. The script asks for JSON and waits for its key."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    attendance = access.get_attendance(meeting, attendance_pk)
    attendance.meeting = meeting
    action = undo_check_in if request.POST.get("verb") == "undo" else check_in
    key = request.POST.get("key", "")[:60]
    sentence = ""
    try:
        attendance = action(attendance=attendance, actor=person(request), key=key)
    except Refusal as refusal:
        sentence = refusal.sentence
    if request.headers.get("Accept", "").startswith("application/json"):
        found = queries.count_of(meeting)
        return JsonResponse(
            {"key": key, "here": attendance.checked_in_at is not None, "refusal": sentence, "count": found.here,
             "expected": found.expected}
        )  # fmt: skip
    if sentence:
        messages.error(request, sentence)
    elif request.POST.get("verb") != "undo":
        messages.success(request, _("%(name)s est là.") % {"name": attendance.name})
    return redirect("seating:door", club_slug, pk)


@login_not_required
@never_cache
def badge(request: HttpRequest, club_slug: str, pk: int, token: str) -> HttpResponse:
    """What a badge's code opens: for an organiser, the person and one button; for others, the tables of the badge."""
    meeting, attendance = _of_badge(request, club_slug, pk, token)
    plan = queries.published_plan(meeting)
    return render(
        request,
        "seating/badge.html",
        {
            "meeting": meeting,
            "attendance": attendance,
            "path": queries.path_of(plan, attendance) if plan else [],
            "runs": request.standing.is_organiser,  # type: ignore[attr-defined]
            "count": queries.count_of(meeting),
        },
    )


@login_not_required
@never_cache
def arrive(request: HttpRequest, club_slug: str, pk: int, secret: str) -> HttpResponse:
    """What the door's code opens: people say by themselves that they are there, then see their tables."""
    club = get_club(request, club_slug)
    meeting = access.get_meeting_by_pk(club, pk)
    if not links.is_door_secret(meeting, secret):
        raise Http404
    own = queries.own_row(meeting, person(request)) if request.user.is_authenticated else None
    form = ArrivalForm(request.POST or None)
    is_open = queries.doors_open(meeting)
    here = None
    if request.method == "POST" and is_open:
        row = own
        if row is None and form.is_valid():
            row = queries.row_at(meeting, form.cleaned_data["email"])
            if row is None:
                form.add_error(
                    "email", _("Cette adresse n'est pas sur la liste. Voyez à l'accueil : une place vous attend.")
                )
        if row is not None:
            row.meeting = meeting
            actor = person(request) if request.user.is_authenticated else None
            here = check_in(attendance=row, actor=actor)
    if own is not None and own.checked_in_at:
        here = own
    plan = queries.published_plan(meeting)
    context = {
        "meeting": meeting, "own": own, "form": form, "is_open": is_open, "here": here,
        "path": queries.path_of(plan, here) if plan and here else [],
    }  # fmt: skip
    return render(
        request, "seating/arrive.html", context, status=422 if form.errors and here is None and own is None else 200
    )


def _of_badge(request: HttpRequest, club_slug: str, pk: int, token: str) -> tuple[Meeting, Attendance]:
    club = get_club(request, club_slug)
    attendance = read_door_token(token, club_id=club.pk)
    if attendance.meeting_id != pk:
        raise Http404
    meeting = access.get_meeting_by_pk(club, pk)
    attendance.meeting = meeting
    return meeting, attendance
