"""The pages of a club."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import access, queries


@login_not_required
def detail(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club(request, club_slug)
    return render(request, "clubs/detail.html", {"members": queries.members_of(club)})
