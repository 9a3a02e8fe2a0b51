"""What the views of practices share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from essaim.kernel.errors import Refusal

from .. import screen
from ..models import Practice


def to_detail(practice: Practice) -> HttpResponse:
    return redirect("practices:detail", practice.club.slug, practice.pk)


def attempt(request: HttpRequest, practice: Practice, act: Callable[[], Any], success: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the sheet in both cases."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)
    return to_detail(practice)


def draw(request: HttpRequest, practice: Practice, **forms: Any) -> HttpResponse:
    return render(request, "practices/detail.html", screen.page(request, practice, **forms))
