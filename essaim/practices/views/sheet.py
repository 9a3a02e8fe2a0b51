"""The sheet: begun, read, written, described, taken away on paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.kernel.errors import Refusal
from essaim.ui.forms import with_one_more
from essaim.ui.sheets import file_name
from essaim.writing import screen as writing

from .. import access, actions, document, queries
from ..enums import PartKind
from ..forms import FigureFormSet, SheetForm, StartForm
from ..forms.sheet import initial_of
from ..parts import QUESTIONS
from .common import draw, to_detail


def start(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Two fields to begin; the rest is written after."""
    club = get_club_as_member(request, club_slug)
    own = access.own_members(request, club)
    form = StartForm(request.POST or None, organizations=own, initial={"title": request.GET.get("titre", "")[:120]})
    if own and request.method == "POST" and form.is_valid():
        try:
            practice = actions.start_practice(
                club=club, organization=form.in_name_of(), actor=person(request), title=form.cleaned_data["title"],
                situation=form.cleaned_data["situation"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est commencé. Rien ne presse : tout s'enregistre au fur et à mesure."))
            return redirect("practices:write", club.slug, practice.pk)
    return render(request, "practices/start.html", {"club": club, "form": form, "own": own})


@login_not_required
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return draw(request, access.get_practice(request, club_slug, pk))


def write(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The five parts, each with the questions that help."""
    practice = access.get_practice_to_write(request, club_slug, pk)
    rows = [
        {"part": part, "questions": QUESTIONS[PartKind(part.kind)],
         "editor": writing.editor(request, part.text, label=part.get_kind_display())}
        for part in queries.parts_of(practice)
    ]  # fmt: skip
    return render(request, "practices/write.html", {"practice": practice, "club": practice.club, "rows": rows})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """What the sheet says beside its parts."""
    practice = access.get_practice_to_write(request, club_slug, pk)
    people = list(queries.people_of(practice.organization))
    figures = [{"what": one.what, "before": one.before, "after": one.after} for one in practice.figures.all()]
    grown = with_one_more(request.POST, "figures") if request.method == "POST" else None
    data = grown if grown is not None else request.POST or None
    form = SheetForm(data, people=people, initial=initial_of(practice))
    formset = FigureFormSet(data, prefix="figures", initial=figures)
    if request.method == "POST" and grown is None and form.is_valid() and formset.is_valid():
        try:
            actions.update_sheet(
                practice=practice, actor=person(request), figures=[one for one in formset.cleaned_data if one],
                **form.cleaned_data,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("La fiche est à jour."))
            return to_detail(practice)
    context = {"practice": practice, "club": practice.club, "form": form, "formset": formset}
    return render(request, "practices/edit.html", context)


@login_not_required
def pdf(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The sheet on paper, as this reader sees it."""
    practice = access.get_practice(request, club_slug, pk)
    member = request.standing.is_member  # type: ignore[attr-defined]
    response = HttpResponse(document.practice_pdf(practice, member=member), content_type="application/pdf")
    name = file_name(practice.title, practice.organization.name, extension="pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
