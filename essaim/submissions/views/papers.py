"""The papers of a dossier: given with one click, handed in by who has no account, read by whom it concerns."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.dossiers import access as dossiers
from essaim.dossiers import rules
from essaim.dossiers import screen as dossier_screen
from essaim.dossiers.gate import open_to_links
from essaim.dossiers.models import Dossier
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal
from essaim.vault.types import document_types

from .. import access, actions, screen
from ..forms import AskForm, DirectForm


def _to_papers(request: HttpRequest, dossier: Dossier, anchor: str = "") -> HttpResponse:
    answer = redirect("submissions:papers", request.club.slug, dossier.pk)  # type: ignore[attr-defined]
    if anchor:
        answer["Location"] += f"#{anchor}"
    return answer


@require_GET
@open_to_links
def papers(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    return render(request, "submissions/papers.html", screen.papers(request, dossier))


@open_to_links
def checklist(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_to_lead(request, club_slug, pk)
    team = rules.team_of(request.partners)  # type: ignore[attr-defined]
    form = AskForm(request.POST or None, kinds=list(document_types().values()), partners=team)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_paper(dossier=dossier, **form.facts(), **dossiers.acts(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est demandé."))
            return redirect("submissions:checklist", club_slug, pk)
    status = 409 if form.errors else 200
    return render(request, "submissions/checklist.html", screen.checklist(request, dossier, form), status=status)


@require_POST
@open_to_links
def use_list(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_to_lead(request, club_slug, pk)
    try:
        actions.use_checklist(dossier=dossier, name=request.POST.get("liste", ""), **dossiers.acts(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("La liste est là. Retirez ce que l'appel ne demande pas, ajoutez ce qui manque."))
    return redirect("submissions:checklist", club_slug, pk)


@require_POST
@open_to_links
def drop(request: HttpRequest, club_slug: str, pk: int, asked_pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_to_lead(request, club_slug, pk)
    asked = access.get_asked(dossier, asked_pk)
    try:
        actions.drop_paper(asked=asked, **dossiers.acts(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Elle n'est plus demandée."))
    return redirect("submissions:checklist", club_slug, pk)


@require_POST
@open_to_links
def give(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    partner = access.get_part(request, dossier, partner_pk)
    keys = [int(key) for key in request.POST.getlist("piece") if key.isdecimal() and len(key) < 19]
    try:
        given = actions.give_papers(partner=partner, keys=keys, actor=dossiers.acts(request)["actor"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("C'est confié, pour ce dossier seulement. Vous pouvez reprendre une pièce jusqu'à l'envoi.")
            if len(given) else _("C'est noté."),
        )  # fmt: skip
    return _to_papers(request, dossier, f"structure-{partner.pk}")


@open_to_links
def add_direct(request: HttpRequest, club_slug: str, pk: int, partner_pk: int, code: str) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    partner, kind = access.get_partner_to_hand_in(request, dossier, partner_pk), access.get_kind(code)
    form = DirectForm(request.POST or None, request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            direct = actions.add_direct(partner=partner, kind=code, **form.facts(), **dossiers.acts(request))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            if direct.usable:
                messages.success(request, _("C'est déposé, pour ce dossier seulement."))
            else:
                messages.warning(request, _("C'est déposé, mais regardez : le fichier ne pourra pas servir tel quel."))
            return _to_papers(request, dossier, f"structure-{partner.pk}")
    context = dossier_screen.frame(request, dossier, partner=partner, kind=kind, form=form)
    return render(request, "submissions/add_direct.html", context, status=409 if form.errors else 200)


@require_POST
@open_to_links
def remove_direct(request: HttpRequest, club_slug: str, pk: int, direct_pk: int) -> HttpResponse:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    direct = access.get_direct_to_remove(request, dossier, direct_pk)
    try:
        actions.remove_direct(direct=direct, **dossiers.acts(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Le fichier est retiré du dossier."))
    return _to_papers(request, dossier, f"structure-{direct.partner_id}")


@require_POST
@open_to_links
def read_direct(request: HttpRequest, club_slug: str, pk: int, direct_pk: int) -> Any:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    direct = access.get_direct(request, dossier, direct_pk)
    acts = dossiers.acts(request)
    actions.open_handed(handed=direct, reader=acts["actor"], by=acts["by"])
    return as_attachment(direct)


@require_POST
@open_to_links
def read_given(request: HttpRequest, club_slug: str, pk: int, given_pk: int) -> Any:
    dossier = dossiers.get_dossier_of_team(request, club_slug, pk)
    given = access.get_given(request, dossier, given_pk)
    acts = dossiers.acts(request)
    actions.open_handed(handed=given, reader=acts["actor"], by=acts["by"])
    return as_attachment(given)
