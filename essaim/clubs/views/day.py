"""« Ma journée », the page on which a member comes in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from essaim.accounts.access import person

from .. import access, queries
from ..day import panels_for, tasks_for


def day(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_as_member(request, club_slug)
    return render(
        request,
        "clubs/day.html",
        {"today": localdate(), "tasks": tasks_for(request, club), "panels": panels_for(request, club)},
    )


def come_in(request: HttpRequest) -> HttpResponse:
    """Where one lands after signing in: one's day in one's club, the home page for who has none."""
    club = queries.clubs_of(person(request)).first()
    return redirect("day:index", club.slug) if club else redirect("home:index")
