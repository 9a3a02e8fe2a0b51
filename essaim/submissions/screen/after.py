"""What the page of what follows draws."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.budgets.words import euros
from essaim.dossiers import rules
from essaim.dossiers.access import Seat
from essaim.dossiers.enums import DossierState, PartnerRole
from essaim.dossiers.models import Dossier
from essaim.dossiers.screen import frame

from .. import queries
from ..forms import AnswerForm, CountForm, IndicatorForm, OutcomeForm, PaymentForm, QuestionForm, ReportForm
from ..forms.after import initial_outcome
from ..queries.after import due


def after(request: HttpRequest, dossier: Dossier, **forms: Any) -> dict[str, Any]:
    seat: Seat = request.seat  # type: ignore[attr-defined]
    found, today, leads = queries.after_of(dossier), localdate(), seat.is_lead
    won = dossier.state in (DossierState.WON, DossierState.ARCHIVED)
    settled = dossier.state != DossierState.SUBMITTED
    team = rules.team_of(request.partners)  # type: ignore[attr-defined]
    context = frame(
        request, dossier, outcome=found.outcome, leads=leads, won=won, settled=settled,
        lost=dossier.state == DossierState.LOST,
        questions=[
            {"row": one, "due": due(one.answer_by, one.answered_on, today),
             "form": _of(forms, "answer_form", one.pk) or AnswerForm(auto_id=f"reponse-{one.pk}-%s")
             if leads and not one.answered_on else None}
            for one in found.questions
        ],
        payments=[
            {"row": one, "is_lead": one.partner.role == PartnerRole.LEAD,
             "due": due(one.planned_on, one.received_on, today)}
            for one in found.payments
        ],
        planned=euros(sum(one.cents for one in found.payments)) if found.payments else "",
        received=euros(sum(one.cents for one in found.payments if one.received_on)),
        reports=[{"row": one, "due": due(one.due_on, one.sent_on, today)} for one in found.reports],
        indicators=[
            {"row": one, "values": list(one.values.all()), "latest": next(iter(reversed(one.values.all())), None),
             "form": _of(forms, "count_form", one.pk) or CountForm(auto_id=f"compter-{one.pk}-%s") if leads else None}
            for one in found.indicators
        ],
        outcome_form=None, question_form=None, payment_form=None, report_form=None, indicator_form=None,
    )  # fmt: skip
    if leads:
        context["outcome_form"] = forms.get("outcome_form") or OutcomeForm(
            settled=settled, initial=initial_outcome(found.outcome), auto_id="issue-%s"
        )
        context["question_form"] = forms.get("question_form") or QuestionForm(auto_id="question-%s")
        context["report_form"] = forms.get("report_form") or ReportForm(auto_id="compte-rendu-%s")
        context["indicator_form"] = forms.get("indicator_form") or IndicatorForm(auto_id="indicateur-%s")
        if won:
            context["payment_form"] = forms.get("payment_form") or PaymentForm(
                partners=team, auto_id="versement-%s"
            )  # fmt: skip
    return context


def _of(forms: dict[str, Any], name: str, pk: int) -> Any:
    """A form given back, when it is of that row."""
    given = forms.get(name)
    return given[1] if given and given[0] == pk else None
