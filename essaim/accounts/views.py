"""One's own account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def detail(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/detail.html")
