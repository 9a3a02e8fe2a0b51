"""« S'entraider »."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.clubs.access import get_club_as_member

from .doors import doors


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The doors, each with what waits behind it."""
    club = get_club_as_member(request, club_slug)
    behind = [(door, door.news(request, club) if door.news else "") for door in doors]
    return render(request, "mutualaid/index.html", {"club": club, "doors": behind})
