"""What still prevents sending."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.dossiers import access as dossiers
from essaim.dossiers.gate import open_to_links

from .. import screen


@require_GET
@open_to_links
def checks(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    return render(request, "submissions/checks.html", screen.checks(request, dossier))
