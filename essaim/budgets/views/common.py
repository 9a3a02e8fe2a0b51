"""What the views of budgets share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from essaim.accounts.models import User

from .. import access, screen
from ..models import Budget


def to_detail(request: HttpRequest, budget: Budget, view: str = "") -> HttpResponse:
    response = redirect("budgets:detail", request.club.slug, budget.pk)  # type: ignore[attr-defined]
    if view:
        response["Location"] += f"?vue={view}"
    return response


def actor_of(request: HttpRequest) -> User | None:
    """Who acts; nobody for a partner who came by a link."""
    return request.user if isinstance(request.user, User) else None


def is_fragment(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


def drawn(request: HttpRequest, page: str, fragment: str, context: dict[str, Any]) -> HttpResponse:
    """The page, or the part of it that htmx asked for."""
    response = render(request, fragment if is_fragment(request) else page, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def whole_again(request: HttpRequest, budget_pk: int) -> HttpResponse:
    """After a line: the budget as it is now, in the place of the old one; a page without htmx goes back to it."""
    budget, rights = access.get_budget(request, request.club.slug, budget_pk)  # type: ignore[attr-defined]
    if not is_fragment(request):
        return to_detail(request, budget)
    response = render(request, "budgets/_budget.html", screen.page(request, budget, rights))
    response["HX-Retarget"] = "#budget"
    response["HX-Reswap"] = "outerHTML"
    patch_vary_headers(response, ["HX-Request"])
    return response
