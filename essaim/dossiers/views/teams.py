"""« Équipes proposées »: what the engine found, who is kept or left out, inviting a team in one click."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, proposals
from ..gate import open_to_links
from .common import to


@open_to_links
def teams(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The teams found last; a POST looks for others: with `avec` or `sans` a structure, or without minding one any more
    (`oublier`)."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    if request.method == "POST":
        try:
            actions.propose_teams(
                dossier=dossier, actor=access.acts(request)["actor"], asked=proposals.asked(request.POST)
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        return to(request, "teams", dossier)
    return render(request, "dossiers/teams.html", proposals.page(request, dossier))


@require_POST
@open_to_links
def invite_team(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Invite the team of that number (`equipe`, from 1), as it was shown (`vue`: when it was found)."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    proposal, number = proposals.get_team(dossier, request.POST.get("equipe", ""), request.POST.get("vue", ""))
    if proposal is None:
        messages.error(request, _("D'autres équipes ont été cherchées depuis : relisez celles-ci."))
        return to(request, "teams", dossier)
    try:
        invited, refused = actions.invite_team(proposal=proposal, number=number, actor=access.acts(request)["actor"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "teams", dossier)
    for sentence in refused:
        messages.error(request, sentence)
    if invited:
        messages.success(
            request,
            ngettext("%(count)s invitation est partie.", "%(count)s invitations sont parties.", len(invited))
            % {"count": len(invited)},
        )
    elif not refused:
        messages.success(request, _("Toutes sont déjà dans l'équipe, ou invitées."))
    return to(request, "team", dossier)
