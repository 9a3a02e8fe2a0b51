"""What dossiers add to other pages: who would answer a call, with which dossier; what a structure won with others."""

from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from essaim.calls.models import Call
from essaim.calls.panels import Mark
from essaim.calls.panels import Panel as CallPanel
from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from . import access, queries
from .enums import IN_TEAM, DossierState, PartnerRole
from .forms import HandForm
from .models import Partner


def on_call(request: HttpRequest, call: Call) -> CallPanel | None:
    """« Je suis partant pour… », for members; who is already, which dossiers look for partners. Five queries."""
    club, standing = request.club, request.standing  # type: ignore[attr-defined]
    if not standing.is_member:
        return None
    own = access.own_in(request, club)
    hands = queries.hands_for(call, club)
    mine = {one.organization_id for one in hands if one.organization in own}
    left = [one for one in own if one.pk not in mine]
    context: dict[str, Any] = {
        "call": call, "club": club, "hands": hands, "own": own, "mine": mine,
        "dossiers": queries.dossiers_for(call, club),
        "ours": queries.ours_for(call, own),
        "ideas": queries.ideas_led_by(club, own),
        "form": HandForm(organizations=left, auto_id="partant-%s") if left and call.stands else None,
    }  # fmt: skip
    return CallPanel("dossiers/_call.html", context, aside=True)


def marks(request: HttpRequest, calls: list[Call]) -> dict[int, Mark]:
    """« Dossier en cours », on the cards of calls that the person's structures answer. Two queries."""
    own = access.own_in(request, request.club)  # type: ignore[attr-defined]
    return {pk: Mark(_("Dossier en cours"), "ok") for pk in queries.answered_by(calls, own)}


def on_organization(request: HttpRequest, organization: Organization) -> Panel | None:
    """What it won with others: for members of the clubs that know of it."""
    won = queries.won_together(organization)
    if not request.user.is_authenticated or not won:
        return None
    return Panel("aside", "dossiers/_won.html", {"won": won})


def won_by() -> tuple[QuerySet, ...]:
    """The rows without which an organization's page has no such card."""
    return (
        Partner.objects.filter(organization=OuterRef("pk"), state__in=IN_TEAM, dossier__state=DossierState.WON).exclude(
            role=PartnerRole.SUBCONTRACTOR
        ),
    )
