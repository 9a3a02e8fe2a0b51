"""What the views of dossiers share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from essaim.kernel.errors import Refusal

from ..models import Dossier


def to(request: HttpRequest, name: str, dossier: Dossier, *more: Any, anchor: str = "") -> HttpResponse:
    """Back to a page of the dossier, under the club in which the person reads it."""
    answer = redirect(f"dossiers:{name}", request.club.slug, dossier.pk, *more)  # type: ignore[attr-defined]
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


def attempt(
    request: HttpRequest, dossier: Dossier, act: Callable[[], Any], success: str, page: str = "detail",
    *more: Any, anchor: str = "",
) -> HttpResponse:  # fmt: skip
    """Do it and say so, or say why not; back to the page in both cases."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)
    return to(request, page, dossier, *more, anchor=anchor)


def add_refusal(form: Any, refusal: Refusal) -> None:
    """Beside the field that it speaks of, else above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
