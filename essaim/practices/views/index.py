"""The practices of a club: found, chosen, waiting for a reader."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club, get_club_to_run

from .. import access, actions, queries
from ..listing import listing


@login_not_required
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Members find all that is published, and what they write or may read again; everybody, what is public."""
    club = get_club(request, club_slug)
    standing = request.standing  # type: ignore[attr-defined]
    context = {"club": club, "member": standing.is_member}
    found = listing(club, request.GET, member=standing.is_member)
    if standing.is_member and not found.narrowed and found.page == 1:
        own = access.own_members(request, club)
        mine = {one.pk for one in own}
        context |= {
            "own": own,
            "at_work": queries.at_work(club, own),
            "to_review": [one for one in queries.to_review(club) if one.organization_id not in mine],
        }
    if standing.is_organiser:
        context["authors_open"] = queries.authors_open(club)
    return render(request, "practices/index.html", context | {"found": found})


@require_POST
def settings(request: HttpRequest, club_slug: str) -> HttpResponse:
    """`choisissent` is 1 or 0."""
    club = get_club_to_run(request, club_slug)
    actions.let_authors_open(club=club, allowed=request.POST.get("choisissent") == "1", actor=person(request))
    messages.success(request, _("C'est noté."))
    return redirect("practices:index", club.slug)
