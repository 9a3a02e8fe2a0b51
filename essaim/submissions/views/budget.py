"""The budget of a dossier: begun by a click, then a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from essaim.dossiers import access as dossiers
from essaim.dossiers.access import acts
from essaim.dossiers.gate import open_to_links
from essaim.dossiers.screen import frame

from .. import actions, queries


@open_to_links
def budget(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The way to the budget; before there is one, what it is for."""
    dossier = dossiers.get_dossier(request, club_slug, pk)
    known = queries.budget_of(dossier)
    if known is not None:
        return redirect("budgets:detail", club_slug, known.pk)
    return render(request, "submissions/budget.html", frame(request, dossier))


@require_POST
@open_to_links
def prepare(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    begun = actions.prepare_budget(dossier=dossier, actor=acts(request)["actor"])
    return redirect("budgets:detail", club_slug, begun.pk)
