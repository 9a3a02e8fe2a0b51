"""What people who come see: their own path, then the whole plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.meetings.access import get_meeting
from essaim.meetings.tabs import tabs_for

from .. import access, queries


def mine(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    meeting = get_meeting(request, club_slug, pk)
    plan = queries.published_plan(meeting)
    attendance = access.get_own_attendance(request, meeting)
    return render(
        request,
        "seating/mine.html",
        {
            "meeting": meeting,
            "tabs": tabs_for(request, meeting),
            "plan": plan,
            "path": queries.path_of(plan, attendance) if plan and attendance else [],
            "view": queries.plan_view(plan) if plan else None,
        },
    )
