"""What the page of sending draws."""

from typing import Any

from django.http import HttpRequest

from essaim.dossiers.access import Seat
from essaim.dossiers.models import Dossier
from essaim.dossiers.screen import frame

from .. import queries
from ..checks import Check, findings
from ..documents import DOCUMENTS, LABELS, FileFacts, facts_of, usual
from ..enums import Urgency
from ..forms import AttachForm, PlanForm, ProofForm, RecordForm
from ..forms.sending import initial_plan
from ..models import FilePlan


def sending(request: HttpRequest, dossier: Dossier, **forms: Any) -> dict[str, Any]:
    """Before: what leaves, what stops it; after: what left. `forms`: those that a refusal gives back."""
    seat: Seat = request.seat  # type: ignore[attr-defined]
    sent = queries.sending_of(dossier)
    context = frame(request, dossier, sent=sent)
    if sent is not None:
        return context | {"proof_form": forms.get("proof_form") or ProofForm() if seat.is_lead else None}
    facts = facts_of(dossier)
    plan = queries.file_plan_of(dossier) or FilePlan(club=dossier.club, dossier=dossier)
    found = findings(dossier, context["club"], context["partners"]) if dossier.may_change else []
    stops = [one for one in found if one.urgency == Urgency.BLOCKING]
    leads = seat.can_lead
    context |= {
        "documents": documents(facts, plan), "attachments": queries.attachments_of(dossier),
        "stops": stops, "waiting": [one for one in found if one.urgency == Urgency.SOON], "leads": leads,
        "plan_form": None, "attach_form": None, "record_form": None,
    }  # fmt: skip
    if leads:
        context["plan_form"] = forms.get("plan_form") or PlanForm(
            initial=initial_plan(plan, facts), auto_id="archive-%s"
        )  # fmt: skip
        context["attach_form"] = forms.get("attach_form") or AttachForm(auto_id="fichier-%s")
        context["record_form"] = forms.get("record_form") or RecordForm(
            blocked=bool(stops), initial=RecordForm.first(str(request.user)), auto_id="parti-%s"
        )
    return context


def documents(facts: FileFacts, plan: FilePlan) -> list[dict[str, Any]]:
    """What can be read before it leaves: one row a paper, one for each member where there are several."""
    chosen = plan.chosen or usual(facts)
    rows = []
    for name, document in DOCUMENTS.items():
        if name not in chosen or document is None:
            continue
        members = {one.name: one.organization.pk for one in facts.members}
        rows += [
            {"name": name, "label": LABELS[name], "structure": structure, "key": members.get(structure)}
            for _words, structure, _paper in document.papers(facts)
        ]
    return rows


def blocked(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether something prevents sending. The getter has read the partners."""
    found: list[Check] = findings(dossier, request.club, request.partners)  # type: ignore[attr-defined]
    return any(one.urgency == Urgency.BLOCKING for one in found)
