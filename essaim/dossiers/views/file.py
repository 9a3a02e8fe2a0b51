"""The file: its parts, written together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal
from essaim.writing import access as writing_access
from essaim.writing.actions import be_here

from .. import access, actions, rules, screen
from ..enums import SECTION_VERBS
from ..forms import SectionForm
from ..forms.file import initial_section
from ..gate import open_to_links
from .common import add_refusal, attempt, to


@open_to_links
def file(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier(request, club_slug, pk)
    return render(request, "dossiers/file.html", screen.file(request, dossier))


@open_to_links
def section(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    """One part, for the team: to write, to read with its remarks."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    return render(request, "dossiers/section.html", screen.section(request, row))


@require_POST
@open_to_links
def here(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    """« J'écris ici »: others read it on the page of the part. The script says so by itself at each exchange."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    who = writing_access.who(request, row.text)
    be_here(text=row.text, user=who["actor"], guest=who["by"])
    return to(request, "section", dossier, row.pk)


@open_to_links
def add(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    form = SectionForm(request.POST or None, team=rules.team_of(request.partners))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_section(dossier=dossier, **access.acts(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("La partie est ajoutée."))
            return to(request, "file", dossier, anchor=f"partie-{made.pk}")
    return render(request, "dossiers/section_edit.html", screen.frame(request, dossier, form=form, section=None))


@open_to_links
def edit(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    team = rules.team_of(request.partners)  # type: ignore[attr-defined]
    form = SectionForm(request.POST or None, team=team, initial=initial_section(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_section(section=row, **access.acts(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("C'est noté."))
            return to(request, "file", dossier, anchor=f"partie-{row.pk}")
    return render(request, "dossiers/section_edit.html", screen.frame(request, dossier, form=form, section=row))


@require_POST
@open_to_links
def outline(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Add the parts of an outline."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    name = request.POST.get("modele", "")
    return attempt(
        request, dossier,
        lambda: actions.use_outline(dossier=dossier, outline=name, actor=access.acts(request)["actor"]),
        _("Les parties du modèle sont là."), "file",
    )  # fmt: skip


@require_POST
@open_to_links
def turn(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    verb = request.POST.get("verbe", "")
    seat: access.Seat = request.seat  # type: ignore[attr-defined]
    if verb not in SECTION_VERBS or (seat.can_write and verb not in screen.section_verbs(seat, row)):
        raise Http404
    return attempt(
        request, dossier, lambda: actions.turn_section(section=row, verb=verb, **access.acts(request)),
        _("C'est noté."), "section", row.pk,
    )  # fmt: skip


@require_POST
@open_to_links
def move(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    """One place up (`haut`) or down."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    up, actor = "haut" in request.POST, access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.move_section(section=row, up=up, actor=actor), _("C'est déplacé."), "file",
        anchor=f"partie-{row.pk}",
    )  # fmt: skip


@require_POST
@open_to_links
def remove(request: HttpRequest, club_slug: str, pk: int, section_pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    row = access.get_section(dossier, section_pk)
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.remove_section(section=row, actor=actor), _("La partie est ôtée."), "file"
    )
