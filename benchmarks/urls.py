"""The addresses of the product, and the bare page that its own are measured beside."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config.urls import handler403, handler404, handler500
from config.urls import urlpatterns as product

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]
ROWS = 20


@login_not_required
def bare(request: HttpRequest, size: int) -> HttpResponse:
    """The layout of every page around twenty rows without meaning: no query, no search."""
    row = "structure " * (size // ROWS // 10)
    return render(request, "benchmarks/bare.html", {"rows": [row] * ROWS})


urlpatterns = [path("-/bare/<int:size>/", bare, name="bare"), *product]
