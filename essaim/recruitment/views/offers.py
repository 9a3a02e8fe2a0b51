"""Offers: the public page, its feeds, one offer, publishing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.accounts.access import person
from essaim.clubs.access import get_club
from essaim.kernel.errors import Refusal

from .. import access, structured
from ..actions import offers as actions
from ..forms.offers import FillForm, OfferForm, ReopenForm, WhereForm
from ..queries import offers as queries
from .common import departments_of, lists, tried


@login_not_required
@require_safe
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The offers of the members, for everybody; `?commune=&rayon=&contrat=`."""
    club = get_club(request, club_slug)
    proposed = lists(club)
    form = WhereForm(request.GET or None)
    form.fields["commune"].departments = departments_of(proposed["communes"])  # type: ignore[attr-defined]
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.search_offers(
        club,
        text=asked.get("q") or "",
        contract=asked.get("contrat") or "",
        near=asked.get("commune"),
        within_km=asked.get("rayon"),
    )
    member = request.standing.is_member  # type: ignore[attr-defined]
    context = {
        **proposed,
        "form": form,
        "found": found,
        "near": asked.get("commune"),
        "asked": any(asked.values()),
        "mine": queries.own_offers(request.user, club),
        "member": member,
        "may_publish": member and queries.own_members(request.user, club).exists(),
        "shown_until": timezone.localdate(),
    }
    return render(request, "recruitment/offers.html", context)


@login_not_required
@require_safe
def atom(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club(request, club_slug)
    text = structured.atom(
        club, queries.offers_to_feed(club), page=reverse("recruitment:index", args=[club.slug]), feed=request.path
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
def json_feed(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club(request, club_slug)
    data = structured.json_feed(
        club, queries.offers_to_feed(club), page=reverse("recruitment:index", args=[club.slug]), feed=request.path
    )
    return JsonResponse(data, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    offer, keeps = access.get_offer(request, club_slug, pk)
    shown = access.is_shown(offer, timezone.localdate())
    context = {
        "offer": offer,
        "keeps": keeps,
        "own_offer": keeps and queries.own_members(request.user, offer.club).filter(pk=offer.organization_id).exists(),
        "shown": shown,
        "json_ld": structured.job_posting(offer) if shown else None,
    }
    return render(request, "recruitment/offer.html", context)


def publish(request: HttpRequest, club_slug: str) -> HttpResponse:
    club, own = access.get_club_of_mine(request, club_slug)
    if not own:
        messages.error(request, _("On publie au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("recruitment:index", club.slug)
    proposed = lists(club)
    me = person(request)
    first = access.pick(own, request.GET.get("structure"))
    form = OfferForm(
        request.POST or None, organizations=own, departments=departments_of(proposed["communes"]),
        initial={"apply_email": me.email, "organization": first.pk if first else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        organization = access.pick(own, form.cleaned_data.get("organization")) or own[0]
        try:
            offer = actions.publish(club=club, organization=organization, author=me, **form.values())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("C'est en ligne. Tout le monde peut la lire et y répondre."))
            return redirect(offer)
    return render(request, "recruitment/edit_offer.html", {**proposed, "form": form, "offer": None})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    offer = access.get_offer_to_keep(request, club_slug, pk)
    proposed = lists(offer.club)
    form = OfferForm(request.POST or None, offer=offer, departments=departments_of(proposed["communes"]))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update(offer=offer, user=person(request), **form.values())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("L'offre est à jour."))
            return redirect(offer)
    return render(request, "recruitment/edit_offer.html", {**proposed, "form": form, "offer": offer})


def fill(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Pourvue ? »: how, or publish again, or withdraw."""
    offer = access.get_offer_to_keep(request, club_slug, pk)
    form = FillForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fill(offer=offer, user=person(request), through=form.cleaned_data["through"])
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Bravo, et merci : le club sait un peu mieux ce qui marche."))
            return redirect(offer)
    return _closing(request, offer, form, ReopenForm())


def _closing(request: HttpRequest, offer, form: FillForm, reopening: ReopenForm) -> HttpResponse:
    context = {"offer": offer, "form": form, "reopening": reopening, "is_open": offer.state == "open"}
    return render(request, "recruitment/fill.html", context)


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    offer = access.get_offer_to_keep(request, club_slug, pk)
    tried(request, lambda: actions.withdraw(offer=offer, user=person(request)), _("L'offre est retirée."))
    return redirect("recruitment:index", club_slug)


@require_POST
def reopen(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    offer = access.get_offer_to_keep(request, club_slug, pk)
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            actions.reopen(offer=offer, user=person(request), until=form.cleaned_data["until"])
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("L'offre est de nouveau en ligne."))
            return redirect(offer)
    return _closing(request, offer, FillForm(), form)
