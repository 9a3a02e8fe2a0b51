"""The directory: who does what, where."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from essaim.kernel.visitors import kept_for_visitors
from essaim.search.port import suggest

from . import limits, points, queries
from .access import get_scope
from .exports.formats import FORMATS, Order
from .forms import SearchForm
from .screen import Screen


@login_not_required
@require_safe
@kept_for_visitors
def index(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    """The page, or the parts of it that a change of filter replaces."""
    screen = Screen(request.GET, get_scope(request, club_slug))
    fragment = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    template = "directory/_results.html" if fragment else "directory/index.html"
    context: dict[str, Any] = {"screen": screen}
    if screen.tiles and screen.criteria.view == "points" and not fragment:
        template = "directory/points.html"
        context |= {
            "box": ",".join(f"{value:.4f}" for value in points.box_of(list(screen.counts))),
            "attribution": settings.ESSAIM_TILE_ATTRIBUTION,
        }
    response = render(request, template, context)
    if fragment:
        # The address one can share: in order, without the empty fields that a form sends.
        response["HX-Push-Url"] = screen.canonical
    patch_vary_headers(response, ["HX-Request"])
    return response


@login_not_required
@require_safe
@kept_for_visitors
def map_points(request: HttpRequest, club_slug: str = "") -> JsonResponse:
    """GeoJSON of what a view of the detailed map shows, for the same search."""
    scope = get_scope(request, club_slug)
    criteria = SearchForm(request.GET, scope, queries.all_sectors()).criteria
    found = points.features(criteria, scope.club, points.read_view(request.GET))
    collection = {"type": "FeatureCollection", "features": found}
    return JsonResponse(collection, content_type="application/geo+json")


@login_not_required
@require_safe
def suggestions(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    """Options for the search field's list, while one types."""
    get_scope(request, club_slug)
    return render(request, "directory/_suggestions.html", {"suggestions": suggest(request.GET.get("q", "")[:80])})


@login_not_required
@require_safe
def export(request: HttpRequest, club_slug: str = "") -> HttpResponseBase:
    """The formats of the current search; or the file, when `format` names one of them."""
    screen = Screen(request.GET, get_scope(request, club_slug))
    name = request.GET.get("format", "")
    if chosen := FORMATS.get(name):
        ids, total = queries.ids_of(screen.criteria, screen.scope.club, chosen.limit)
        if wait := limits.seconds_to_wait(request, len(ids)):
            return _too_many(request, screen, wait)
        order = Order(
            ids=ids,
            club=screen.scope.club,
            with_member=screen.scope.club is not None and screen.scope.sees_members,
            title=screen.title,
            subtitle=screen.subtitle(min(total, chosen.limit)),
            about=screen.about,
        )
        response = chosen.response(order)
        response["X-Robots-Tag"] = "noindex"
        return response
    return _formats(request, screen, unknown=name[:40])


def _formats(request: HttpRequest, screen: Screen, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "screen": screen,
        "choices": screen.export_choices(FORMATS.values()),
        "subtitle": screen.subtitle(screen.result.total),
        "about": screen.about,
    }
    return render(request, "directory/export.html", context | more, status=status)


def _too_many(request: HttpRequest, screen: Screen, wait: int) -> HttpResponse:
    response = _formats(request, screen, status=429, minutes=-(-wait // 60), large=limits.LARGE)
    response["Retry-After"] = str(wait)
    return response
