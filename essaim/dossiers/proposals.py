"""What the page of proposed teams takes and shows."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest

from essaim.organizations.models import Organization

from . import explaining, screen
from .candidates import Asked, as_asked, is_read
from .enums import ACTIVE
from .models import Dossier, TeamProposal


def _keys(values: list[str]) -> set[int]:
    return {int(one) for one in values if one.isdecimal() and len(one) <= 15}


def asked(data: Any) -> Asked:
    """Of a form: `gardee` and `ecartee` as they were, then what one button changes (`avec`, `sans`, `oublier`)."""
    kept, excluded = _keys(data.getlist("gardee")), _keys(data.getlist("ecartee"))
    with_it, without, forget = (_keys(data.getlist(name)) for name in ("avec", "sans", "oublier"))
    kept = (kept | with_it) - without - forget
    excluded = (excluded | without) - with_it - forget
    return Asked(data.get("large") == "1", frozenset(kept), frozenset(excluded - kept))


def proposal_of(dossier: Dossier) -> TeamProposal | None:
    """The last search. One query."""
    return TeamProposal.objects.select_related("actor", "dossier__club").filter(dossier=dossier).first()


def get_team(dossier: Dossier, number: str, seen: str) -> tuple[TeamProposal | None, int]:
    """The search and the place of a team in it; None when another search was made since; 404 without any search."""
    proposal = proposal_of(dossier)
    if proposal is None or not number.isdecimal() or len(number) > 3:
        raise Http404
    return (proposal if stamp(proposal) == seen else None), int(number) - 1


def stamp(proposal: TeamProposal) -> str:
    return proposal.updated_at.isoformat()


def page(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Two queries, besides those of the frame."""
    proposal = proposal_of(dossier)
    context = screen.frame(request, dossier, proposal=proposal, needs=list(dossier.needs.all()))
    if proposal is None:
        return context | {"teams": [], "kept": [], "excluded": [], "seen": ""}
    keys = {key for team in proposal.teams for key in team["members"]} | {*proposal.kept, *proposal.excluded}
    known = Organization.objects.in_bulk(keys)
    names = {key: one.name for key, one in known.items()}
    there = {row.organization_id for row in context["partners"] if row.state in ACTIVE}
    labels = {need["key"]: need["label"] for need in proposal.needs}
    return context | {
        "teams": [
            _team(team, number, proposal, known, names, there, labels)
            for number, team in enumerate(proposal.teams, start=1)
        ],
        "kept": [known[key] for key in proposal.kept if key in known],
        "excluded": [known[key] for key in proposal.excluded if key in known],
        "seen": stamp(proposal),
        "unread": ", ".join(proposal.unread),
        "changed": proposal.needs != as_asked(need for need in context["needs"] if is_read(need)),
    }  # fmt: skip


def _team(
    team: Mapping[str, Any], number: int, proposal: TeamProposal, known: Mapping[int, Organization],
    names: Mapping[int, str], there: set[int], labels: Mapping[int, str],
) -> dict[str, Any]:  # fmt: skip
    brings = {
        key: ", ".join(
            labels[int(need)] for need, who in team["carriers"].items() if key in who and int(need) in labels
        )
        for key in team["members"]
    }
    return {
        "number": number,
        "members": [
            {"organization": known[key], "brings": brings[key], "inside": key in there, "kept": key in proposal.kept}
            for key in team["members"]
            if key in known
        ],
        "sentences": explaining.sentences(team, proposal.needs, names),
        "proof": explaining.proof(team, first=number == 1),
        "proved": team["gap"] <= 0,
        "newcomers": sum(key not in there for key in team["members"] if key in known),
    }
