"""What organisers set: what is said of the club, its territory, who runs it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.accounts.actions import create_person
from essaim.kernel.errors import Refusal
from essaim.territory.queries import honeycomb_cells

from .. import access, actions, queries
from ..forms import AdmissionForm, ChargeForm, ClubForm


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_to_run(request, club_slug)
    form = ClubForm(request.POST or None, request.FILES or None, instance=club)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_club(club=club, actor=person(request), **form.changes())
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("La page du club est à jour."))
            return redirect("club_settings:index", club_slug=club.slug)
    return render(request, "clubs/settings.html", {"form": form, "tabs": _tabs(club.slug, "index")})


def territory(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_to_run(request, club_slug)
    typed = request.GET.get("q", "")
    return render(
        request,
        "clubs/territory.html",
        {
            "territory": queries.territory_of(club),
            "own_codes": {*club.intermunicipalities, *queries.own_municipality_codes(club)},
            "cells": honeycomb_cells(queries.map_key_of(club)),
            "counts": queries.structure_counts(club),
            "cell_link": reverse("club_directory:index", args=[club.slug]) + "?commune={code}",
            "typed": typed,
            "found": queries.find_places(typed),
            "tabs": _tabs(club.slug, "territory"),
        },
    )


@require_POST
def change_territory(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Add or take away one code: `ajouter` or `retirer` holds it, nine digits for an intercommunality."""
    club = access.get_club_to_run(request, club_slug)
    codes = {*club.intermunicipalities, *queries.own_municipality_codes(club)}
    codes |= {request.POST["ajouter"]} if "ajouter" in request.POST else set()
    codes -= {request.POST.get("retirer", "")}
    wholes = {code for code in codes if len(code) == 9}
    try:
        actions.set_territory(
            club=club, intermunicipalities=wholes, municipalities=codes - wholes, actor=person(request)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le territoire est à jour, la carte aussi."))
    return redirect("club_settings:territory", club_slug=club.slug)


def admission(request: HttpRequest, club_slug: str) -> HttpResponse:
    """How a structure joins."""
    club = access.get_club_to_run(request, club_slug)
    form = AdmissionForm(request.POST or None, instance=club)
    if request.method == "POST" and form.is_valid():
        actions.update_club(club=club, actor=person(request), **form.cleaned_data)
        messages.success(request, _("C'est noté : les prochaines candidatures suivront cette règle."))
        return redirect("club_settings:admission", club_slug=club.slug)
    return render(request, "clubs/admission.html", {"form": form, "tabs": _tabs(club.slug, "admission")})


def people(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The charges; a POST gives one."""
    club = access.get_club_to_run(request, club_slug)
    form = ChargeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        someone = create_person(email=data["email"], name=data["name"], actor=person(request))
        charge = actions.give_charge(
            club=club, user=someone, role=data["role"], title=data["title"], actor=person(request)
        )
        messages.success(
            request, _("%(name)s : %(role)s.") % {"name": someone, "role": charge.title or charge.get_role_display()}
        )
        return redirect("club_settings:people", club_slug=club.slug)
    return render(
        request,
        "clubs/people.html",
        {"form": form, "charges": list(queries.charges_of(club)), "tabs": _tabs(club.slug, "people")},
    )


@require_POST
def take_charge_back(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    club = access.get_club_to_run(request, club_slug)
    charge = access.get_charge(club, pk)
    try:
        actions.take_charge_back(club=club, user=charge.user, role=charge.role, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("%(name)s n'a plus cette charge : %(role)s.") % {"name": charge.user, "role": charge.get_role_display()},
        )
        if charge.user == request.user and not access.standing_in(club, request.user).is_organiser:
            return redirect("clubs:detail", club_slug=club.slug)
    return redirect("club_settings:people", club_slug=club.slug)


def _tabs(slug: str, current: str) -> list[dict]:
    labels = [
        ("index", _("Le club")), ("territory", _("Territoire")), ("people", _("Personnes et charges")),
        ("admission", _("Adhésion")),
    ]  # fmt: skip
    return [
        {"label": label, "url": reverse(f"club_settings:{name}", args=[slug]), "current": name == current}
        for name, label in labels
    ]
