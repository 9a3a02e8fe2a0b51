"""Meetings in calendars: one meeting as a file, feeds to subscribe to, and the page that explains them."""

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.accounts.access import person
from essaim.clubs.access import get_club, get_club_as_member
from essaim.organizations.structured import absolute

from .. import access, actions, feeds, ical, queries
from ..models import Meeting

CONTENT_TYPE = "text/calendar; charset=utf-8"
MAX_AGE = 3600  # seconds: what the feed itself tells calendars


def calendar_file(text: str, name: str) -> HttpResponse:
    """One event to open in a calendar."""
    response = HttpResponse(text, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _feed(request: HttpRequest, text: str, meetings: list[Meeting], *, private: bool) -> HttpResponse:
    """The feed with its mark; 304 for a calendar that has it already."""
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    fresh = etag in request.headers.get("If-None-Match", "")
    response = HttpResponse(status=304) if fresh else HttpResponse(text, content_type=CONTENT_TYPE)
    response["ETag"] = etag
    if meetings:
        response["Last-Modified"] = http_date(max(one.updated_at for one in meetings).timestamp())
    response["Cache-Control"] = f"{'private' if private else 'public'}, max-age={MAX_AGE}"
    return response


def _address(meeting: Meeting) -> str:
    return absolute(meeting.get_absolute_url())


@login_not_required
@require_safe
def public_feed(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The public meetings of a club."""
    club = get_club(request, club_slug)
    meetings = queries.public_calendar(club)
    return _feed(request, ical.feed(meetings, name=club.name, address_of=_address), meetings, private=False)


@login_not_required
@require_safe
def member_feed(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    """All the meetings of a club, for a member who shows the secret; 404 once they left or changed it."""
    club = get_club(request, club_slug)
    user = feeds.user_of(secret)
    if user is None or not feeds.is_member(club, user):
        raise Http404
    meetings = queries.member_calendar(club)
    with translation.override(user.language):
        return _feed(request, ical.feed(meetings, name=club.name, address_of=_address), meetings, private=True)


@login_not_required
@require_safe
def personal_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The meetings of all the person's clubs, but for those they declined."""
    user = feeds.user_of(secret)
    if user is None:
        raise Http404
    meetings = queries.personal_calendar(user)
    with translation.override(user.language):
        name = _("Mes rencontres")
        text = ical.feed(meetings, name=name, address_of=_address, club_named=True)
        return _feed(request, text, meetings, private=True)


@login_not_required
def meeting_file(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """One meeting, for who sees its page."""
    meeting = access.get_meeting_shown(request, club_slug, pk)
    if meeting.starts_at is None:
        raise Http404
    return calendar_file(ical.feed([meeting], name=meeting.title, address_of=_address), "rencontre")


def subscribe(request: HttpRequest, club_slug: str) -> HttpResponse:
    """« Dans mon agenda »: the addresses, and a button for each kind of calendar."""
    club = get_club_as_member(request, club_slug)
    secret = feeds.secret_of(person(request))
    return render(request, "meetings/subscribe.html", {"feeds": feeds.choices(club, secret)})


@require_POST
def change_secret(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    actions.change_calendar_secret(user=person(request))
    messages.success(request, _("Vos adresses d'agenda ont changé. Les anciennes ne donnent plus rien."))
    return redirect("meetings:subscribe", club.slug)
