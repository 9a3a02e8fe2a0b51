"""Who is in the club."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.organizations.access import get_organization

from .. import access, actions, queries
from ..enums import MembershipState


@login_not_required
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    try:
        club = access.get_club_with_members(request, club_slug)
    except Http404:
        if request.user.is_authenticated or not getattr(request, "club", None):
            raise
        return redirect_to_login(request.get_full_path())
    typed = request.GET.get("ajouter", "")
    may_admit = request.standing.is_organiser  # type: ignore[attr-defined]
    return render(
        request,
        "clubs/members.html",
        {
            "memberships": list(queries.memberships_of(club)),
            "may_admit": may_admit,
            "invited": list(queries.memberships_of(club, state=MembershipState.INVITED)) if may_admit else [],
            "typed": typed,
            "candidates": queries.could_join(club, typed) if may_admit else [],
        },
    )


@require_POST
def admit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _act(request, club_slug, pk, actions.admit, _("%(name)s est maintenant membre du club."))


@require_POST
def invite(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _act(request, club_slug, pk, actions.invite, _("%(name)s est notée comme invitée."))


@require_POST
def leave(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _act(request, club_slug, pk, actions.leave, _("%(name)s ne fait plus partie du club."))


def _act(request: HttpRequest, club_slug: str, pk: int, action, sentence: str) -> HttpResponse:
    club = access.get_club_to_run(request, club_slug)
    organization = get_organization(request, pk)
    try:
        action(club=club, organization=organization, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence % {"name": organization.name})
    return redirect("club_members:index", club_slug=club.slug)
