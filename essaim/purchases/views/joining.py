"""A structure commits, confirms, withdraws; the one asked for is always the person's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms import CommitForm
from .common import attempt, draw, to_detail


@require_POST
def commit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase(request, club_slug, pk)
    mine = access.get_joiner(request, purchase, request.POST.get("structure"))
    offer = queries.chosen_of(purchase)
    form = CommitForm(
        request.POST, by_case=bool(offer and offer.case_size > 1), auto_id=f"engagement-{mine.pk}-%s"
    )  # fmt: skip
    if form.is_valid():
        try:
            actions.commit(purchase=purchase, organization=mine, actor=person(request), **form.facts())
        except Refusal as refusal:
            if refusal.code in ("state", "late"):
                messages.error(request, str(refusal))
                return to_detail(purchase)
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est dit. Rien n'est dû avant votre confirmation et la commande."))
            return to_detail(purchase)
    return draw(request, purchase, commit_form=(mine.pk, form))


@require_POST
def confirm(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase(request, club_slug, pk)
    mine = access.get_joiner(request, purchase, request.POST.get("structure"))
    return attempt(
        request, purchase, lambda: actions.confirm(purchase=purchase, organization=mine, actor=person(request)),
        _("Confirmé. Vous saurez votre part à la commande."),
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase(request, club_slug, pk)
    mine = access.get_joiner(request, purchase, request.POST.get("structure"))
    return attempt(
        request, purchase, lambda: actions.withdraw(purchase=purchase, organization=mine, actor=person(request)),
        _("Vous n'en êtes plus. Rien n'est dû."),
    )  # fmt: skip
