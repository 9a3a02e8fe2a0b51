"""Pages that are perhaps of one body: the list, two side by side, making one of them, undoing it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.kernel.errors import Refusal

from ..duplicates import access, actions, queries
from ..duplicates.forms import MergeForm
from ..duplicates.matching import explain
from ..enums import PairState

PAGE = 20


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Pairs to look at, or those kept apart (`?etat=different`)."""
    access.check_may_settle_some(request)
    state = PairState.DIFFERENT if request.GET.get("etat") == PairState.DIFFERENT else PairState.TO_REVIEW
    typed = request.GET.get("q", "")[:100]
    page = Paginator(queries.pairs(request.user, state=state, q=typed), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(pair, round(100 * pair.score), explain(pair.reasons)) for pair in page],
        "figures": queries.figures(request.user),
        "state": state,
        "typed": typed,
    }
    return render(request, "organizations/duplicates/index.html", context)


@require_safe
def pair(request: HttpRequest, pair_pk: int) -> HttpResponse:
    """The two pages side by side."""
    found = access.get_pair(request, pair_pk)
    lines = queries.comparison(found.a, found.b)
    context = {
        "pair": found,
        "lines": lines,
        "differences": sum(line.differs for line in lines),
        "reasons": explain(found.reasons),
        "score": round(100 * found.score),
        "open": found.state != PairState.SAME and not (found.a.merged_into_id or found.b.merged_into_id),
    }
    return render(request, "organizations/duplicates/pair.html", context)


def merge(request: HttpRequest, pair_pk: int) -> HttpResponse:
    """Choose what stays, field by field; POST makes one page of the two."""
    found = access.get_pair_to_settle(request, pair_pk)
    form = MergeForm(request.POST or None, pair=found)
    if request.method == "POST" and form.is_valid():
        decision = form.decision()
        try:
            actions.merge(**decision, actor=request.user)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(
                request,
                _("« %(removed)s » fait maintenant partie de cette fiche.") % {"removed": decision["removed"].name},
            )
            return redirect("organizations:merges")
    return render(request, "organizations/duplicates/merge.html", {"pair": found, "form": form})


@require_POST
def keep_apart(request: HttpRequest, pair_pk: int) -> HttpResponse:
    found = access.get_pair_to_settle(request, pair_pk)
    actions.keep_apart(pair=found, actor=request.user)
    messages.success(request, _("C'est noté : ce sont deux structures. On ne vous le demandera plus."))
    return redirect("organizations:duplicates")


@require_POST
def reconsider(request: HttpRequest, pair_pk: int) -> HttpResponse:
    found = access.get_pair_to_settle(request, pair_pk)
    actions.reconsider(pair=found, actor=request.user)
    return redirect("organizations:duplicate", pair_pk)


@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    """What was made one, the latest first."""
    access.check_may_settle_some(request)
    page = Paginator(queries.merges(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "figures": queries.figures(request.user)}
    return render(request, "organizations/duplicates/merges.html", context)


@require_POST
def undo_merge(request: HttpRequest, merge_pk: int) -> HttpResponse:
    found = access.get_merge(request, merge_pk)
    try:
        left = actions.undo_merge(merge=found, actor=request.user)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Ce sont de nouveau deux fiches, comme avant la réunion."))
        for sentence in left:
            messages.warning(request, sentence)
    return redirect("organizations:merges")
