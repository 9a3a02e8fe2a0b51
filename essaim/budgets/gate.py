"""The door of the pages of a budget: for people who are signed in, and for the guests of the app that it belongs to."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from .kinds import budget_kinds


def open_to_guests(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let who came by a link as far as the getter, which decides; others are asked to sign in."""

    @wraps(view)
    def gated(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated and not any(kind.guests(request) for kind in budget_kinds):
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    return login_not_required(gated)
