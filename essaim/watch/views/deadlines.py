"""The deadlines of the calls that one follows: a list, and a calendar by a secret address."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from essaim.accounts.access import person
from essaim.calls import calendars
from essaim.calls.tabs import work_tabs_for
from essaim.clubs.access import get_club

from .. import access, feeds, queries


def deadlines(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_as_member(request, club_slug)
    user = person(request)
    context = {
        "club": club,
        "calls": queries.followed_by(user, club),
        "feed": feeds.choice(club, calendars.secret_of(club, user)),
        "tabs": work_tabs_for(request, "for_us"),
    }
    return render(request, "watch/deadlines.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    """The followed deadlines of whoever shows the secret (that of the calls' calendar); 404 once they left the club or
    changed it."""
    club = get_club(request, club_slug)
    user = calendars.user_of(club, secret)
    if user is None:
        raise Http404
    with translation.override(user.language):
        name = _("Appels suivis · %(club)s") % {"club": club.short_name}
        text = calendars.calendar_of(queries.followed_by(user, club), club, name)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    fresh = etag in request.headers.get("If-None-Match", "")
    response = HttpResponse(status=304) if fresh else HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response
