"""« Animer »: the tools of whoever runs the club, each with a sentence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.kernel.hooks import navigation

from .. import access


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    access.get_club_to_run(request, club_slug)
    tools = [entry for entry in navigation if entry.about and entry.visible(request)]
    rows = [{"label": one.label, "icon": one.icon, "about": one.about, "url": one.url(request)} for one in tools]
    return render(request, "clubs/organising.html", {"tools": rows})
