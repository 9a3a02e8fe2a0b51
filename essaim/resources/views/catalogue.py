"""The catalogue, and the page of one means with its calendar."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localdate

from essaim.clubs.access import get_club_of_mine
from essaim.files.models import KeptFile
from essaim.files.serving import as_picture

from .. import access, planning, queries, words
from ..forms import SearchForm


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Cards of what members lend, searched by words, kind, place, distance and day
    (`?q=&sorte=&lieu=&rayon=&jour=`)."""
    club, mine = get_club_of_mine(request, club_slug)
    form = SearchForm(request.GET or None)
    wanted = form.wanted()
    found = queries.catalogue(club, wanted)
    for row in found:
        row.resource.said = words.conditions(row.resource)[:1]  # type: ignore[attr-defined]
    return render(
        request,
        "resources/index.html",
        {
            "club": club, "mine": mine, "form": form, "found": found, "searched": wanted != queries.Wanted(),
            "day": wanted.day, "kept": queries.kept_by(club, mine) if mine else [],
        },
    )  # fmt: skip


def day_asked(request: HttpRequest) -> date:
    """`?jour=`, else today."""
    try:
        return date.fromisoformat(request.GET.get("jour", ""))
    except ValueError:
        return localdate()


def resource(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """A means: pictures, place, rules, conditions in words, and its week or month (`?vue=mois`)."""
    place = access.get_resource(request, club_slug, pk)
    means, today, day = place.resource, localdate(), day_asked(request)
    monthly = request.GET.get("vue") == "mois"
    begins, ends = planning.month_bounds(day) if monthly else planning.bounds(planning.monday_of(day), 7)
    spans = queries.busy_of([means], begins, ends, returned=begins < timezone.now()).get(means.pk, [])
    first, count = timezone.localdate(begins), (ends - begins).days + 1
    spans = planning.with_hours(means, spans, first, count)
    context: dict = {
        "club": place.club, "resource": means, "mine": place.mine, "keeps": place.keeps,
        "lends": means.owner in place.mine, "day": day, "today": today,
        "conditions": words.conditions(means), "hours": words.hours(means), "photos": list(means.photos.all()),
        "monthly": monthly,
    }  # fmt: skip
    if monthly:
        context["weeks"] = planning.month_of(means, day, spans, today)
        context["earlier"], context["later"] = planning.next_month(day, -1), planning.next_month(day, 1)
    else:
        closures = [one for one in queries.closures_of(means) if one.starts_at < ends]
        context["days"] = planning.week_of(means, first, spans, queries.shown_in(means, begins, ends), closures, today)
        context["earlier"], context["later"] = (
            date.fromordinal(first.toordinal() - 7),
            date.fromordinal(first.toordinal() + 7),
        )
        context["last_day"] = date.fromordinal(first.toordinal() + 6)
    return render(request, "resources/resource.html", context)


def photo(request: HttpRequest, club_slug: str, pk: int, photo_pk: int) -> HttpResponseBase:
    kept: KeptFile = access.get_photo(request, club_slug, pk, photo_pk)
    return as_picture(kept)


def seen(request: HttpRequest, club_slug: str, pk: int, photo_pk: int) -> HttpResponseBase:
    """A photograph of a hand-over, for the two whom it concerns."""
    return as_picture(access.get_seen(access.get_booking(request, club_slug, pk), photo_pk))
