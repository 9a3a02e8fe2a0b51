"""The door of the pages of a dossier: for people who are signed in, and for who entered by a link in this session."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from .access import SESSION_KEY


def open_to_links(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let who has entered a dossier by a link come as far as the getter, which decides; others are asked to sign in."""

    @wraps(view)
    def gated(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        if not request.user.is_authenticated and not request.session.get(SESSION_KEY):
            return redirect_to_login(request.get_full_path())
        return view(request, *arguments, **named)

    return login_not_required(gated)
