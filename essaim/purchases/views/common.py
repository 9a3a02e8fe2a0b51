"""What the views of purchases share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from essaim.kernel.errors import Refusal

from .. import screen
from ..models import Purchase


def to_detail(purchase: Purchase) -> HttpResponse:
    return redirect("purchases:detail", purchase.club.slug, purchase.pk)


def attempt(request: HttpRequest, purchase: Purchase, act: Callable[[], Any], success: str) -> HttpResponse:
    """Do it and say so, or say why not; back to the purchase in both cases."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)
    return to_detail(purchase)


def draw(request: HttpRequest, purchase: Purchase, **forms: Any) -> HttpResponse:
    return render(request, "purchases/detail.html", screen.page(request, purchase, **forms))
