"""What the views of submissions share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal


def to(request: HttpRequest, name: str, dossier: Dossier, anchor: str = "") -> HttpResponse:
    """A page of the dossier, under the club in which the person reads it."""
    answer = redirect(f"submissions:{name}", request.club.slug, dossier.pk)  # type: ignore[attr-defined]
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


def carried(form: Form, act: Callable[[], Any]) -> bool:
    """Whether a valid form was carried out; else the refusal stands beside its field."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def attempt(request: HttpRequest, act: Callable[[], Any], success: str) -> None:
    """Do it and say so, or say why not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)
