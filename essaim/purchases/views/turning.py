"""What who leads decides: close, extend, another offer, cancel, order; then paid, delivered, over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..forms import CancelForm, ExtendForm, FallBackForm
from ..models import Purchase
from .common import attempt, draw, to_detail


def _turn(request: HttpRequest, club_slug: str, pk: int, act: Callable[..., Any], said: str, **more: Any):
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    return attempt(request, purchase, lambda: act(purchase=purchase, actor=person(request), **more), said)


@require_POST
def close(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _turn(request, club_slug, pk, actions.close, _("C'est clos. Voyez ce qu'il en est."))


@require_POST
def extend(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    form = ExtendForm(request.POST, auto_id="prolonger-%s")
    return _later(request, purchase, form, actions.extend, "extend_form")


@require_POST
def fall_back(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    others = [one for one in purchase.offers.all() if one.pk != purchase.chosen_id]
    form = FallBackForm(request.POST, offers=others, auto_id="autre-%s")
    return _later(request, purchase, form, actions.fall_back, "fall_back_form")


def _later(
    request: HttpRequest, purchase: Purchase, form: ExtendForm, act: Callable[..., Any], name: str
) -> HttpResponse:
    if form.is_valid():
        try:
            act(purchase=purchase, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est rouvert, et les structures engagées le savent."))
            return to_detail(purchase)
    return draw(request, purchase, **{name: form})


@require_POST
def cancel(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    form = CancelForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    return _turn(request, club_slug, pk, actions.cancel, _("C'est annulé. Personne ne doit rien."), word=word)


@require_POST
def order(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _turn(request, club_slug, pk, actions.order, _("C'est commandé. Chacun sait sa part."))


@require_POST
def deliver(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _turn(request, club_slug, pk, actions.deliver, _("Chacun sait que c'est arrivé."))


@require_POST
def finish(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _turn(request, club_slug, pk, actions.finish, _("C'est terminé. Merci de l'avoir mené."))


@require_POST
def pay(request: HttpRequest, club_slug: str, pk: int, commitment_pk: int) -> HttpResponse:
    """`paye` is 1 or 0."""
    share = access.get_share(request, club_slug, pk, commitment_pk)
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    paid = request.POST.get("paye") == "1"
    return attempt(
        request, purchase, lambda: actions.note_payment(commitment=share, paid=paid, actor=person(request)),
        _("C'est noté."),
    )  # fmt: skip
