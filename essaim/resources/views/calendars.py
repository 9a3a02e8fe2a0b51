"""What everybody books this week, and bookings in people's own calendars."""

import hashlib
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.accounts.access import person
from essaim.clubs.access import get_club, get_club_of_mine

from .. import access, actions, feeds, planning, queries
from .catalogue import day_asked


def everything(request: HttpRequest, club_slug: str) -> HttpResponse:
    """One week, a line for each means (`?jour=`)."""
    club, mine = get_club_of_mine(request, club_slug)
    day = day_asked(request)
    first = planning.monday_of(day)
    means = list(queries.published_in(club))
    begins, ends = planning.bounds(first, 7)
    busy = queries.busy_of(means, begins, ends, returned=begins < timezone.now())
    spans = {one.pk: planning.with_hours(one, busy.get(one.pk, []), first, 7) for one in means}
    days = [date.fromordinal(first.toordinal() + number) for number in range(7)]
    rows = [(one, [(on, planning.bars_of(one, spans[one.pk], on),
                    planning.day_state(one, spans[one.pk], on)) for on in days]) for one in means]  # fmt: skip
    return render(
        request,
        "resources/everything.html",
        {
            "club": club, "rows": rows, "days": days, "today": localdate(), "mine": mine,
            "earlier": date.fromordinal(first.toordinal() - 7), "later": date.fromordinal(first.toordinal() + 7),
        },
    )  # fmt: skip


def subscribe(request: HttpRequest, club_slug: str) -> HttpResponse:
    """« Dans mon agenda »: the addresses, and a button for each kind of calendar."""
    club, mine = get_club_of_mine(request, club_slug)
    kept = queries.kept_by(club, mine) if mine else []
    return render(
        request, "resources/subscribe.html", {"club": club, "mine": mine, "feeds": feeds.choices(club, mine, kept)}
    )


@require_POST
def change_feed(request: HttpRequest, club_slug: str) -> HttpResponse:
    club, mine = get_club_of_mine(request, club_slug)
    actions.change_feed_secrets(club=club, organizations=mine, user=person(request))
    messages.success(request, _("Vos adresses d'agenda ont changé. Les anciennes ne donnent plus rien."))
    return redirect("resources:subscribe", club.slug)


def _feed(request: HttpRequest, club_slug: str, secret: str, kind: str) -> HttpResponse:
    club = get_club(request, club_slug)
    pk = feeds.read_secret(secret, kind, club)
    if pk is None:
        raise Http404
    text = feeds.calendar_of(feeds.bookings_in(kind, pk, club), club, _("Moyens partagés"), kind=kind)
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=3600"
    return response


@login_not_required
@require_safe
def feed_resource(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    return _feed(request, club_slug, secret, feeds.ITEM)


@login_not_required
@require_safe
def feed_owner(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    return _feed(request, club_slug, secret, feeds.OWNER)


@login_not_required
@require_safe
def feed_borrower(request: HttpRequest, club_slug: str, secret: str) -> HttpResponse:
    return _feed(request, club_slug, secret, feeds.BORROWER)


def calendar_file(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """One booking to open in a calendar."""
    part = access.get_booking(request, club_slug, pk)
    text = feeds.calendar_of([part.booking], part.club, part.booking.resource.name)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="reservation.ics"'
    return response
