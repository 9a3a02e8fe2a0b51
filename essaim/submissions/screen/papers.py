"""What the pages of papers and checks draw."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest

from essaim.dossiers import screen as dossiers
from essaim.dossiers.models import Dossier
from essaim.vault.types import document_types
from essaim.vault.words import called

from .. import access, queries
from ..checklist import checklist_of
from ..checks import findings
from ..enums import Urgency
from ..lists import usual_for, usual_lists
from ..models import GivenPaper
from ..purpose import PURPOSE


def papers(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """Each structure's papers, one's own first; once sent, what left."""
    context = dossiers.frame(request, dossier, purpose=PURPOSE)
    seat = context["seat"]
    if dossier.is_frozen:
        return context | {"sent": _sent(seat, queries.given_papers(dossier))}
    own = access.own_vaults(request, context["partners"])
    mine = {part.pk for part in seat.parts}
    rows = checklist_of(dossier, context["partners"], own & {part.organization_id for part in seat.parts})
    rows.sort(key=lambda one: one.partner.pk not in mine)
    asked = any(one.lines for one in rows)
    for one in rows:
        one.mine = one.partner.pk in mine  # type: ignore[attr-defined]
        one.hands_in = access.hands_in(seat, one.partner, has_vault=one.has_vault)  # type: ignore[attr-defined]
        for handed in [*one.more, *(each for line in one.lines for each in line.handed)]:
            handed.readable = access.reads(seat, handed.paper.kind, one.partner.pk)  # type: ignore[attr-defined]
    return context | {
        "rows": rows,
        "asked": asked,
        "lists": list(usual_lists().values()) if seat.can_lead and not asked else [],
        "usual": usual_for(dossier),
    }


def _sent(seat, rows: list[GivenPaper]) -> list[tuple[str, list[GivenPaper]]]:
    """What left, by structure."""
    found: dict[str, list[GivenPaper]] = defaultdict(list)
    for row in rows:
        row.called = called(row)  # type: ignore[attr-defined]
        row.readable = access.reads(seat, row.kind, row.partner_id)  # type: ignore[attr-defined]
        found[row.name].append(row)
    return list(found.items())


def checklist(request: HttpRequest, dossier: Dossier, form: Any) -> dict[str, Any]:
    """The lines of the checklist, for whoever leads."""
    kinds = document_types()
    rows = [(row, kinds[row.kind]) for row in queries.asked_for(dossier) if row.kind in kinds]
    lists = usual_lists().values()
    return dossiers.frame(request, dossier, form=form, rows=rows, lists=list(lists), usual=usual_for(dossier))


def checks(request: HttpRequest, dossier: Dossier) -> dict[str, Any]:
    """What prevents sending, by urgency."""
    context = dossiers.frame(request, dossier)
    found = findings(dossier, context["club"], context["partners"]) if dossier.may_change else []
    groups = [(urgency, [one for one in found if one.urgency == urgency]) for urgency in Urgency]
    return context | {
        "groups": [(urgency, points) for urgency, points in groups if points],
        "blocking": sum(one.urgency == Urgency.BLOCKING for one in found),
    }
