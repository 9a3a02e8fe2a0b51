"""A refusal that no view caught becomes a page that says it, never an error page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .errors import Refusal


class RefusalMiddleware:
    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Refusal):
            return None
        return render(request, "ui/refusal.html", {"refusal": error}, status=409)
