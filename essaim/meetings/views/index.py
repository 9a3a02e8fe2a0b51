"""The meetings of a club: the next one, then the others, then what took place."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.clubs.access import get_club

from .. import queries
from ..enums import MeetingState
from ..left import list_doors, what_was_left

SHOWN = 40  # past meetings on the page: ten years of quarters


@login_not_required
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club(request, club_slug)
    standing = request.standing  # type: ignore[attr-defined]
    rows = queries.meetings_shown(club, standing)
    coming, past = list(queries.to_come(rows)), list(queries.gone_by(rows)[:SHOWN])
    for meeting in [*coming, *past]:
        meeting.club = club
    upcoming = next((one for one in coming if one.state == MeetingState.ANNOUNCED), None)
    what_was_left(request, past)
    own = queries.attendance_of(upcoming, request.user) if upcoming and request.user.is_authenticated else None
    return render(
        request,
        "meetings/index.html",
        {
            "next": upcoming,
            "own": own,
            "coming": [one for one in coming if one is not upcoming],
            "past": past,
            "doors": list(list_doors) if standing.is_member else [],
        },
    )
