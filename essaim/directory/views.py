"""The directory: who does what, where."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.clubs.access import get_club
from essaim.organizations.queries import listed_organizations


@login_not_required
def index(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    if club_slug:
        get_club(request, club_slug)
    return render(request, "directory/index.html", {"organizations": listed_organizations()[:20]})
