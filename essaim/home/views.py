"""The home page of the installation, its legal pages, its error pages."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from essaim.clubs.queries import listed_clubs


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "home/index.html", {"clubs": listed_clubs()})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "home/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "home/privacy.html")


@login_not_required
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "home/legal.html")


@login_not_required
@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """For a supervisor: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "home/not_found.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "home/forbidden.html", status=403)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "home/server_error.html", status=500)
