"""What the page of a practice draws."""

from typing import Any

from django.http import HttpRequest

from essaim.writing import markup

from . import access, queries
from .enums import STANDING, PracticeState, ReviewState, VisitState
from .forms import DocumentForm, PeerForm, PublishForm, SettleVisitForm
from .models import Practice


def page(request: HttpRequest, practice: Practice, **forms: Any) -> dict[str, Any]:
    """The sheet with what this reader may do of it. `forms`: those that a refusal gives back."""
    member = request.standing.is_member  # type: ignore[attr-defined]
    keeps = access.keeps(request, practice)
    parts = queries.parts_of(practice)
    shown = [(part, markup.render(part.text.content)) for part in parts if part.text.content.strip() or keeps]
    reviews = queries.reviews_of(practice) if member and (keeps or practice.state == PracticeState.REVIEW) else []
    others = access.get_others(request, practice) if member and not keeps else []
    mine = {one.pk for one in others}
    adoptions = list(practice.adoptions.all())
    context: dict[str, Any] = {
        "practice": practice,
        "club": practice.club,
        "member": member,
        "keeps": keeps,
        "may_write": access.writes(request, practice),
        "parts": shown,
        "stands": practice.state in STANDING,
        "contact": practice.contact if member or practice.names_contact else None,
        "adoptions": adoptions,
        "own_adoptions": [one for one in adoptions if one.organization_id in mine],
        "may_adopt": bool(others) and practice.stands,
        "may_ask": bool(others) and practice.stands and (practice.offers_visit or practice.offers_call),
        "reviews": reviews,
        "own_reviews": [one for one in reviews if one.organization_id in mine],
        "may_volunteer": practice.state == PracticeState.REVIEW
        and bool(mine - {one.organization_id for one in reviews}),
    }
    if keeps:
        in_review = practice.state == PracticeState.REVIEW
        decides = access.decides_audience(request, practice)
        visits = queries.visits_of(practice)
        context |= {
            "missing": queries.missing_parts(practice) if practice.state == PracticeState.DRAFT else [],
            "clear": any(one.state == ReviewState.CLEAR for one in reviews),
            "decides": decides,
            "stands_in": request.standing.is_organiser,  # type: ignore[attr-defined]
            "peer_form": forms.get("peer_form")
            or (PeerForm(organizations=queries.peers_for(practice)) if in_review else None),
            "publish_form": forms.get("publish_form") or PublishForm(decides=decides, auto_id="publier-%s"),
            "document_form": forms.get("document_form") or DocumentForm(auto_id="document-%s"),
            "visits": [one for one in visits if one.state == VisitState.ASKED],
            "visits_given": [one for one in visits if one.state == VisitState.GIVEN],
            "settle_form": SettleVisitForm(auto_id=False),
            "checks": queries.checks_of(practice),
        }  # fmt: skip
    return context
