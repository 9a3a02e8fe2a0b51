"""The sources, for whoever runs the club; shared ones, for the operator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..forms import SourceForm
from ..reports import Report


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    context = {
        "club": club,
        "is_operator": request.standing.is_operator,  # type: ignore[attr-defined]
        "own": [(one, Report.from_json(one.report)) for one in queries.sources_of(club)],
        "shared": [(one, Report.from_json(one.report)) for one in queries.sources_of(None)],
    }
    return render(request, "calls/sources.html", context)


def detail(request: HttpRequest, club_slug: str, source_pk: int) -> HttpResponse:
    """What the last reading gave, with the reason of each refusal."""
    source = access.get_source_to_run(request, club_slug, source_pk)
    context = {
        "club": request.club,  # type: ignore[attr-defined]
        "source": source,
        "report": Report.from_json(source.report),
    }
    return render(request, "calls/source.html", context)


def add(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    operator = request.standing.is_operator  # type: ignore[attr-defined]
    form = SourceForm(request.POST or None, operator=operator)
    if request.method == "POST" and form.is_valid():
        shared = operator and form.cleaned_data.get("shared")
        try:
            actions.add_source(club=None if shared else club, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("La source est ajoutée : elle sera lue dans les minutes qui viennent."))
            return redirect("calls:sources", club.slug)
    return render(request, "calls/source_form.html", {"club": club, "form": form, "source": None})


def edit(request: HttpRequest, club_slug: str, source_pk: int) -> HttpResponse:
    source = access.get_source_to_run(request, club_slug, source_pk)
    form = SourceForm(request.POST or None, operator=request.standing.is_operator, source=source)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_source(source=source, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("calls:sources", club_slug)
    context = {"club": request.club, "form": form, "source": source}  # type: ignore[attr-defined]
    return render(request, "calls/source_form.html", context)


@require_POST
def pause(request: HttpRequest, club_slug: str, source_pk: int) -> HttpResponse:
    """`pause` is 1 or 0."""
    source = access.get_source_to_run(request, club_slug, source_pk)
    paused = request.POST.get("pause") == "1"
    actions.pause_source(source=source, actor=person(request), paused=paused)
    messages.success(request, _("La source est en pause.") if paused else _("La source est reprise."))
    return redirect("calls:sources", club_slug)


@require_POST
def read_now(request: HttpRequest, club_slug: str, source_pk: int) -> HttpResponse:
    source = access.get_source_to_run(request, club_slug, source_pk)
    try:
        actions.ask_to_read(source=source, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Elle sera lue dans les minutes qui viennent."))
    return redirect("calls:sources", club_slug)
