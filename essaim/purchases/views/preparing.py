"""A purchase is prepared by who leads it: what, offers, then opened."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.kernel.errors import Refusal
from essaim.ui.forms import with_one_more

from .. import access, actions
from ..forms import OfferForm, PurchaseForm, TierFormSet
from ..forms.fields import shown
from ..forms.leading import initial_offer, initial_purchase
from ..models import Offer, Purchase
from .common import attempt, to_detail


def start(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    own = access.own_members(request, club)
    form = PurchaseForm(request.POST or None, organizations=own)
    if own and request.method == "POST" and form.is_valid():
        try:
            purchase = actions.start_purchase(
                club=club, organization=form.in_name_of(), actor=person(request), **form.facts()
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est préparé. Ajoutez maintenant ce que propose un fournisseur."))
            return redirect("purchases:add_offer", club.slug, purchase.pk)
    return render(request, "purchases/start.html", {"club": club, "form": form, "own": own})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    form = PurchaseForm(request.POST or None, initial=initial_purchase(purchase))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_purchase(purchase=purchase, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return to_detail(purchase)
    return render(request, "purchases/edit.html", {"club": purchase.club, "purchase": purchase, "form": form})


def add_offer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _offer(request, access.get_purchase_to_lead(request, club_slug, pk), None)


def edit_offer(request: HttpRequest, club_slug: str, pk: int, offer_pk: int) -> HttpResponse:
    offer = access.get_offer_to_change(request, club_slug, pk, offer_pk)
    return _offer(request, offer.purchase, offer)


def _offer(request: HttpRequest, purchase: Purchase, offer: Offer | None) -> HttpResponse:
    """The offer and its tiers; « Ajouter une ligne » adds a tier without script."""
    grown = with_one_more(request.POST, "tiers") if request.method == "POST" else None
    data = grown if grown is not None else request.POST or None
    form = OfferForm(data, request.FILES or None, initial=initial_offer(offer) if offer else None)
    known = [{"least": one.least, "unit_cents": shown(one.unit_cents)} for one in offer.tiers.all()] if offer else []
    formset = TierFormSet(data, prefix="tiers", initial=known)
    if request.method == "POST" and grown is None and form.is_valid() and formset.is_valid():
        tiers = [(one["least"], one["unit_cents"]) for one in formset.cleaned_data if one.get("least")]
        try:
            saved = actions.set_offer(
                purchase=purchase, offer=offer, actor=person(request), tiers=tiers, **form.facts()
            )
            if upload := form.cleaned_data["upload"]:
                actions.add_document(offer=saved, actor=person(request), upload=upload)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("L'offre de %(name)s est là.") % {"name": saved.supplier})
            return to_detail(purchase)
    context = {"club": purchase.club, "purchase": purchase, "offer": offer, "form": form, "formset": formset}
    return render(request, "purchases/offer.html", context)


@require_POST
def remove_offer(request: HttpRequest, club_slug: str, pk: int, offer_pk: int) -> HttpResponse:
    offer = access.get_offer_to_change(request, club_slug, pk, offer_pk)
    return attempt(
        request, offer.purchase, lambda: actions.remove_offer(offer=offer, actor=person(request)),
        _("L'offre est retirée."),
    )  # fmt: skip


@require_POST
def choose_offer(request: HttpRequest, club_slug: str, pk: int, offer_pk: int) -> HttpResponse:
    offer = access.get_offer_to_change(request, club_slug, pk, offer_pk)
    return attempt(
        request, offer.purchase, lambda: actions.choose_offer(offer=offer, actor=person(request)), _("C'est choisi.")
    )


@require_POST
def open_purchase(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    purchase = access.get_purchase_to_lead(request, club_slug, pk)
    return attempt(
        request, purchase, lambda: actions.open_purchase(purchase=purchase, actor=person(request)),
        _("C'est ouvert : les membres peuvent s'engager."),
    )  # fmt: skip
