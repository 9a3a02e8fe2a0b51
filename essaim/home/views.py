"""The home page of the installation, its legal pages, its error pages, what robots may read."""

import threading

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import queries
from .doors import doors

_lock = threading.Lock()
_pages: dict[str, tuple[tuple, bytes]] = {}


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The same page for all visitors: each process keeps it in each language, until something changes."""
    at = queries.state()
    # A message, an account in the header: these pages are somebody's, and drawn for them.
    shared = not request.user.is_authenticated and not len(get_messages(request)) and not settings.DEBUG
    language = get_language() or ""
    with _lock:
        kept = _pages.get(language)
    if shared and kept and kept[0] == at:
        return HttpResponse(kept[1])
    front = queries.front(at)
    response = render(request, "home/index.html", {"front": front, "doors": doors(front)})
    if shared:
        with _lock:
            _pages[language] = (at, response.content)
    return response


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html", _operator())


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html", _operator())


@login_not_required
@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "home/legal.html", _operator())


def _operator() -> dict[str, str]:
    return {
        "operator": settings.ESSAIM_OPERATOR,
        "operator_address": settings.ESSAIM_OPERATOR_ADDRESS,
        "operator_email": settings.ESSAIM_OPERATOR_EMAIL,
        "publisher": settings.ESSAIM_PUBLISHER,
        "hosting": settings.ESSAIM_HOSTING,
    }


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read the public pages, not what is personal nor the endless combinations of filters."""
    return render(request, "home/robots.txt", content_type="text/plain")


@login_not_required
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """For a supervisor: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "home/bad_request.html", status=400)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "home/not_found.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "home/forbidden.html", status=403)


@login_not_required
def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection no longer holds: cookies refused, signed in meanwhile, page opened long ago."""
    return render(request, "home/expired.html", status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Stands without database: neither the header nor the person are asked for."""
    page = loader.get_template("home/server_error.html").render({"site_name": settings.ESSAIM_NAME})
    return HttpResponse(page, status=500)
