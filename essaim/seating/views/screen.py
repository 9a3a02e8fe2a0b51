"""The page for the wall: the moment under way and its clock, the tables of the round, what comes next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.meetings.access import get_meeting_to_run

from .. import actions, codes, links, queries


@never_cache
def screen(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The whole page; asked by htmx, what changes on it."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    shown = queries.screen_of(meeting)
    view = queries.plan_view(shown.plan) if shown.plan and shown.round else None
    tables = next((tables for number, tables, _away in view.rounds if number == shown.round), []) if view else []
    context = {
        "meeting": meeting,
        "screen": shown,
        "tables": [table for table in tables if table.seats],
        "code": codes.drawing(links.door_url(meeting)) if not shown.current else "",
    }
    return render(request, "seating/_screen.html" if request.htmx else "seating/screen.html", context)  # type: ignore[attr-defined]


@require_POST
def advance(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`pas`: 1 for the next moment, −1 for the one before; `vu`: the moment that the page showed."""
    meeting = get_meeting_to_run(request, club_slug, pk)
    seen = request.POST.get("vu", "")
    try:
        actions.go_to_moment(
            meeting=meeting, actor=person(request), step=-1 if request.POST.get("pas") == "-1" else 1,
            seen=int(seen) if seen.isdecimal() else None,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("seating:door", club_slug, pk)
    return redirect("seating:screen", club_slug, pk)


@require_POST
def begin_round(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting_to_run(request, club_slug, pk)
    number = request.POST.get("tour", "")
    try:
        actions.begin_round(meeting=meeting, actor=person(request), number=int(number) if number.isdecimal() else 0)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect("seating:door", club_slug, pk)
    return redirect("seating:screen", club_slug, pk)
