"""The budget and its cuts, « et si… », what was done to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .. import access, queries, screen
from .. import history as telling
from ..engine import Scenario
from ..forms import WhatIfForm
from ..gate import open_to_guests
from .common import drawn


@open_to_guests
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The grid, or one of its cuts (`?vue=`); to htmx, the budget alone."""
    budget, rights = access.get_budget(request, club_slug, pk)
    context = screen.page(request, budget, rights, request.GET.get("vue", ""))
    return drawn(request, "budgets/detail.html", "budgets/_budget.html", context)


@open_to_guests
def what_if(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Reckoned from the address; nothing is written."""
    budget, rights = access.get_budget(request, club_slug, pk)
    context = screen.frame(request, budget, rights)
    form = WhatIfForm(request.GET or None, budget=budget)
    scenario = form.scenario() if request.GET and form.is_valid() else Scenario()
    return render(request, "budgets/what_if.html", context | screen.what_if(context, scenario) | {"form": form})


@open_to_guests
def history(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    budget, rights = access.get_budget(request, club_slug, pk)
    context = screen.frame(request, budget, rights) | {"told": telling.told(queries.history_of(budget))}
    return render(request, "budgets/history.html", context)
