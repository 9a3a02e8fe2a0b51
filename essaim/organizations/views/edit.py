"""Keeping a page up to date: the list of its cards, a card, its pictures, « tout est juste », a new page."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, completeness, queries
from ..cards import CARDS, CardForm
from ..forms.ask import PictureForm, PictureWordsForm
from ..forms.identity import NewOrganizationForm
from ..models import Organization


def _cards(request: HttpRequest, organization: Organization) -> list:
    reviews = access.can_review(request.user, organization)
    return [card for card in CARDS.values() if reviews or not card.reviewers]


def index(request: HttpRequest, pk: int) -> HttpResponse:
    """The cards, and what to add next."""
    organization = access.get_organization_to_edit(request, pk)
    context = {
        "organization": organization,
        "cards": _cards(request, organization),
        "to_add": completeness.next_to_add(queries.what_pages_hold([pk])[pk]),
        "pictures": queries.pictures_of(organization),
        "asked": queries.open_corrections(organization).count() + queries.open_claims(organization).count(),
    }
    return render(request, "organizations/edit.html", context)


def card(request: HttpRequest, pk: int, card: str) -> HttpResponse:
    """One card: GET shows its form, POST saves it, or adds an empty row when `add` names a list."""
    organization = access.get_organization_to_edit(request, pk)
    cards = _cards(request, organization)
    chosen = next((one for one in cards if one.slug == card), None)
    if chosen is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    bound = CardForm(chosen, organization, data)
    if data is not None and "add" not in data and bound.keep(request.user):
        messages.success(request, _("C'est enregistré."))
        return redirect("organizations:edit", pk)
    context = {"organization": organization, "card": chosen, "cards": cards, "bound": bound}
    return render(request, "organizations/card.html", context, status=200)


def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """The pictures of a page; POST adds one."""
    organization = access.get_organization_to_edit(request, pk)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.add_picture(
                organization=organization, file=values["image"], description=values["description"],
                is_logo=values["is_logo"], actor=request.user,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("L'image est sur la fiche."))
            return redirect("organizations:pictures", pk)
    rows = [
        (picture, PictureWordsForm(initial={"description": picture.description, "is_logo": picture.is_logo},
                                   auto_id=f"id_{picture.pk}_%s"))
        for picture in queries.pictures_of(organization)
    ]  # fmt: skip
    context = {"organization": organization, "form": form, "rows": rows, "cards": _cards(request, organization)}
    return render(request, "organizations/pictures.html", context)


@require_POST
def describe_picture(request: HttpRequest, pk: int, picture_pk: int) -> HttpResponse:
    picture = access.get_picture_to_edit(request, pk, picture_pk)
    form = PictureWordsForm(request.POST)
    description = form.cleaned_data["description"] if form.is_valid() else ""
    is_logo = form.cleaned_data.get("is_logo", False)
    actions.describe_picture(picture=picture, description=description, is_logo=is_logo, actor=request.user)
    messages.success(request, _("C'est enregistré."))
    return redirect("organizations:pictures", pk)


@require_POST
def remove_picture(request: HttpRequest, pk: int, picture_pk: int) -> HttpResponse:
    picture = access.get_picture_to_edit(request, pk, picture_pk)
    actions.remove_picture(picture=picture, actor=request.user)
    messages.success(request, _("L'image est retirée."))
    return redirect("organizations:pictures", pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """« Tout est juste »."""
    organization = access.get_organization_to_edit(request, pk)
    actions.confirm_organization(organization=organization, actor=request.user)
    messages.success(request, _("Merci. La fiche est vérifiée à ce jour."))
    return redirect(organization)


@require_POST
def list_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the page in the directory, or take it out (`listed` empty)."""
    organization = access.get_organization_to_review(request, pk)
    listed = bool(request.POST.get("listed"))
    actions.list_organization(organization=organization, listed=listed, actor=request.user)
    messages.success(
        request, _("La fiche est dans l'annuaire.") if listed else _("La fiche n'est plus dans l'annuaire.")
    )
    return redirect(organization)


def create(request: HttpRequest) -> HttpResponse:
    """A new page, by anyone signed in; those who review pages see it in the directory at once."""
    form = NewOrganizationForm(request.POST or None)
    existing = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        siren, siret = values["number"] or (None, None)
        try:
            organization = actions.create_organization(
                values={"name": values["name"], "summary": values["summary"], "siren": siren, "siret": siret,
                        "rna": values["rna"]},
                actor=request.user, listed=access.can_review_new(request.user), contributor=bool(values["role"]),
                role=values["role"],
            )  # fmt: skip
        except Refusal as refusal:
            field = "number" if refusal.field in ("siren", "siret") else refusal.field
            form.add_error(field if field in form.fields else None, refusal.sentence)
            if refusal.code == "taken":
                existing = queries.with_number(siren=siren, siret=siret, rna=values["rna"] or None)
        else:
            messages.success(request, _("La fiche est créée. Voici ce qui aiderait à la trouver."))
            return redirect("organizations:edit", organization.pk)
    return render(request, "organizations/new.html", {"form": form, "existing": existing})
