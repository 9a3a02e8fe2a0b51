"""The list of calls, the page of one, the form of one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.kernel.errors import Refusal

from .. import access, actions, screen
from ..forms import CallForm, names_for_form
from ..listing import listing
from ..tabs import work_tabs_for


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    found = listing(club, request.GET)
    context = {
        "club": club, "found": found, "cards": screen.cards(request, found.rows),
        "tabs": work_tabs_for(request, "calls"),
        "runs": request.standing.is_organiser,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "calls/index.html", context)


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """A call; one that was merged leads to the one it is in."""
    call = access.get_call(request, club_slug, pk)
    if call.pk != pk:
        return redirect("calls:detail", club_slug, call.pk)
    return render(request, "calls/detail.html", screen.page(request, call))


def start(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    own = access.own_organizations(request, club)
    form = CallForm(request.POST or None, club=club, organizations=own)
    if request.method == "POST" and form.is_valid():
        try:
            call = actions.create_call(club=club, actor=person(request), organization=form.in_name_of(), **form.facts())
        except Refusal as refusal:
            form.add_error(names_for_form(refusal.field), str(refusal))
        else:
            messages.success(request, _("L'appel est dans la liste du club."))
            return redirect("calls:detail", club.slug, call.pk)
    return render(request, "calls/edit.html", {"club": club, "form": form, "call": None})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    call = access.get_call_to_edit(request, club_slug, pk)
    club = request.club  # type: ignore[attr-defined]
    form = CallForm(request.POST or None, club=club, call=call)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_call(call=call, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(names_for_form(refusal.field), str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("calls:detail", club.slug, call.pk)
    return render(request, "calls/edit.html", {"club": club, "form": form, "call": call})


@require_POST
def cancel(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    call = access.get_call_to_edit(request, club_slug, pk)
    try:
        actions.cancel_call(call=call, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("L'appel est noté annulé."))
    return redirect("calls:detail", club_slug, call.pk)


@require_POST
def reopen(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    call = access.get_call_to_edit(request, club_slug, pk)
    try:
        actions.reopen_call(call=call, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("L'appel est rouvert."))
    return redirect("calls:detail", club_slug, call.pk)
