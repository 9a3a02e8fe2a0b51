"""Deadlines in calendars."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.accounts.access import person
from essaim.clubs.access import get_club, get_club_as_member

from .. import access, actions, calendars, queries

CONTENT_TYPE = "text/calendar; charset=utf-8"


def one(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The deadline of one call, to open in a calendar; 404 without deadline."""
    call = access.get_call(request, club_slug, pk)
    if call.deadline is None:
        raise Http404
    text = calendars.calendar_of([call], request.club, call.title)  # type: ignore[attr-defined]
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="appel-{call.pk}.ics"'
    return response


def subscribe(request: HttpRequest, club_slug: str) -> HttpResponse:
    """« Dans mon agenda »: the address, and a button for each kind of calendar."""
    club = get_club_as_member(request, club_slug)
    feed = calendars.choice(club, calendars.secret_of(club, person(request)))
    return render(request, "calls/subscribe.html", {"club": club, "feed": feed})


@require_POST
def change_secret(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    actions.change_feed_secret(club=club, user=person(request))
    messages.success(request, _("L'adresse est changée : l'ancienne ne donne plus rien."))
    return redirect("calls:subscribe", club.slug)


@login_not_required
@require_safe
def feed(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    """The feed with its mark; 304 for a calendar that has it already."""
    club = get_club(request, club_slug)
    user = calendars.user_of(club, secret)
    if user is None:
        raise Http404
    with translation.override(user.language):
        name = _("Appels · %(club)s") % {"club": club.short_name}
        calls = queries.with_a_deadline(club, calendars.shown_until(), calendars.MOST)
        text = calendars.calendar_of(calls, club, name)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    fresh = etag in request.headers.get("If-None-Match", "")
    response = HttpResponse(status=304) if fresh else HttpResponse(text, content_type=CONTENT_TYPE)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Robots-Tag"] = "noindex"
    return response
