"""What the page of a purchase draws."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.organizations.models import Organization

from . import access, queries, reckoning
from .enums import ALIVE, BOUGHT, WITHDRAWABLE, CommitmentState, PurchaseState
from .forms import CancelForm, CommitForm, ExtendForm, FallBackForm
from .forms.joining import initial_commitment
from .models import Commitment, Purchase


def count_of(purchase: Purchase) -> dict[str, Any]:
    """What the fragment of the count needs."""
    offer, rows = queries.chosen_of(purchase), list(purchase.commitments.all())
    confirmed = [one for one in rows if one.state == CommitmentState.CONFIRMED]
    return {
        "purchase": purchase, "club": purchase.club, "offer": offer, "count": reckoning.count(offer, rows),
        "confirmed": confirmed, "polls": purchase.state in (PurchaseState.OPEN, PurchaseState.CONFIRMING),
    }  # fmt: skip


def page(request: HttpRequest, purchase: Purchase, **forms: Any) -> dict[str, Any]:
    """The purchase with what this reader may do of it. `forms`: those that a refusal gives back."""
    own, leads = access.own_members(request, purchase.club), access.leads(request, purchase)
    context = count_of(purchase)
    offer, rows = context["offer"], list(purchase.commitments.all())
    takes = purchase.state == PurchaseState.OPEN and purchase.deadline >= localdate()
    others = [one for one in purchase.offers.all() if one.pk != purchase.chosen_id]
    held = context["count"].held
    context |= {
        "leads": leads,
        "own_purchase": purchase.organization in own,
        "contact": purchase.lead,
        "takes": takes,
        "mine": [_mine(purchase, one, rows, offer, forms, takes=takes) for one in own],
        "alive": [(one, one.pk in held) for one in rows if one.state in ALIVE],
        "bought": purchase.state in BOUGHT,
        "shares": [one for one in rows if one.allotted is not None],
        "saving": reckoning.saving(purchase, rows),
        "paid": sum(1 for one in rows if one.paid_on),
        "offers": list(purchase.offers.all()),
        "may_add": purchase.state in (PurchaseState.PREPARING, PurchaseState.OPEN, PurchaseState.MISSED),
    }
    # On a phone the form stands below: a link leads to it.
    context["goes_to"] = next(
        (one for one in context["mine"] if one["to_confirm"] or (one["form"] and not one["row"])), None
    )
    context["total"] = sum(one.due_cents or 0 for one in context["shares"])
    if leads:
        stuck = purchase.state in (PurchaseState.MISSED, PurchaseState.CONFIRMING, PurchaseState.OPEN)
        context |= {
            "extend_form": (forms.get("extend_form") or ExtendForm(auto_id="prolonger-%s")) if stuck else None,
            "fall_back_form": (forms.get("fall_back_form") or FallBackForm(offers=others, auto_id="autre-%s"))
            if stuck and others else None,
            "cancel_form": CancelForm(auto_id="annuler-%s"),
            "may_cancel": stuck or purchase.state == PurchaseState.PREPARING,
            "preview": reckoning.count(offer, rows, confirmed=True)
            if purchase.state == PurchaseState.CONFIRMING else None,
        }  # fmt: skip
    return context


def _mine(
    purchase: Purchase, organization: Organization, rows: list[Commitment], offer, forms: dict[str, Any], *, takes: bool
) -> dict[str, Any]:
    """What one of the reader's structures said, and its form while commitments are taken."""
    row = next((one for one in rows if one.organization_id == organization.pk), None)
    alive = row is not None and row.state in ALIVE
    given = forms.get("commit_form")
    form = given[1] if given and given[0] == organization.pk else None
    if form is None and takes:
        form = CommitForm(
            initial=initial_commitment(row, alive=alive), by_case=bool(offer and offer.case_size > 1),
            auto_id=f"engagement-{organization.pk}-%s",
        )  # fmt: skip
    return {
        "organization": organization,
        "row": row if alive else None,
        "form": form if takes else None,
        "to_confirm": alive and row is not None and row.state == CommitmentState.COMMITTED
        and purchase.state == PurchaseState.CONFIRMING,
        "may_withdraw": alive and purchase.state in WITHDRAWABLE,
    }  # fmt: skip
