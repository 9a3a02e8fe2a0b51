"""A list that a member brings: chosen, looked at, taken in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.kernel.errors import Refusal

from .. import access, actions, incoming, screen
from ..forms import ListForm


def bring(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.read_list(club=club, actor=person(request), upload=form.cleaned_data["upload"])
        except Refusal as refusal:
            form.add_error("upload", str(refusal))
        else:
            return redirect("calls:preview", club.slug, draft.pk)
    context = {"club": club, "form": form, "forward_to": incoming.address_of(club)}
    return render(request, "calls/bring.html", context)


def preview(request: HttpRequest, club_slug: str, draft_pk: int) -> HttpResponse:
    """What was understood of each row, and the rows refused with their reason; nothing is taken in yet."""
    draft = access.get_draft(request, club_slug, draft_pk)
    return render(request, "calls/preview.html", screen.preview(draft))


@require_POST
def take(request: HttpRequest, club_slug: str, draft_pk: int) -> HttpResponse:
    draft = access.get_draft(request, club_slug, draft_pk)
    report = actions.take_draft(draft=draft, actor=person(request))
    (messages.error if report.error else messages.success)(request, report.sentence())
    return redirect("calls:index", club_slug)


@require_POST
def drop(request: HttpRequest, club_slug: str, draft_pk: int) -> HttpResponse:
    actions.drop_draft(draft=access.get_draft(request, club_slug, draft_pk))
    messages.success(request, _("La liste est oubliée : rien n'en est gardé."))
    return redirect("calls:bring", club_slug)
