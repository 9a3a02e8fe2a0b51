"""« Pour nous », « Pour qui parmi nous », and the three buttons."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.calls.tabs import work_tabs_for
from essaim.kernel.errors import Refusal

from .. import access, actions, screen


def for_us(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The calls of one of the person's structures, the best first, or those that it answered in one way."""
    part = request.GET.get("voir", "")
    if part not in screen.PARTS:
        raise Http404
    club, organization = access.get_watcher(request, club_slug, request.GET.get("structure"))
    if organization is None:
        context = {"club": club, "tabs": work_tabs_for(request, "for_us")}
        return render(request, "watch/for_nobody.html", context)
    return render(request, "watch/for_us.html", screen.for_us(request, club, organization, part))


def among_us(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Open calls, each with the members that it concerns."""
    club = access.get_club_as_member(request, club_slug)
    return render(request, "watch/among_us.html", screen.among_us(request, club))


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """One of the three answers, in the name of one's own structure; back to where one was."""
    club, organization, call = access.get_call_to_answer(request, club_slug, pk, request.POST.get("structure"))
    verdict = request.POST.get("verdict", "")
    try:
        actions.answer(
            club=club, organization=organization, call=call, actor=person(request), verdict=verdict,
            reason=request.POST.get("raison", ""), words=request.POST.get("mots", ""),
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, screen.verdict_said(verdict))
    return redirect(_back(request, club_slug, organization.pk))


@require_POST
def take_back(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    club, organization, call = access.get_call_to_answer(request, club_slug, pk, request.POST.get("structure"))
    actions.take_back(club=club, organization=organization, call=call, actor=person(request))
    messages.success(request, _("C'est oublié : il revient dans la liste."))
    return redirect(_back(request, club_slug, organization.pk))


def _back(request: HttpRequest, club_slug: str, organization: int) -> str:
    """The page one was on (a path of this site), else the list of that structure."""
    wanted = request.POST.get("retour", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None):
        return wanted
    return f"{reverse('watch:for_us', args=[club_slug])}?structure={organization}"
