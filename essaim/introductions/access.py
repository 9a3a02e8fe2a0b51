"""Who may ask for an introduction, read one, answer it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_as_member
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import queries
from .models import Introduction


def get_club_of_mine(request: HttpRequest, slug: str) -> tuple[Club, list[Organization]]:
    """The club, and the person's own member organizations there, by name. An organiser may have none."""
    club = get_club_as_member(request, slug)
    return club, list(queries.own_members(request.user, club))


def pick(organizations: list[Organization], wanted: str | None) -> Organization | None:
    """The one asked for by its key, else the first; 404 for one that is not theirs."""
    if not wanted:
        return organizations[0] if organizations else None
    found = next((one for one in organizations if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def get_other(club: Club, mine: Organization, pk: int) -> Organization:
    """A member of the club that may be written to through here."""
    return get_object_or_404(queries.reachable_members(club).exclude(pk=mine.pk), pk=pk)


def get_introduction(request: HttpRequest, slug: str, pk: int) -> tuple[Introduction, Organization]:
    """An introduction that concerns one of the person's organizations, and which one."""
    club, mine = get_club_of_mine(request, slug)
    row = get_object_or_404(
        Introduction.objects.select_related("asker", "asked", "author", "answered_by"), club=club, pk=pk
    )
    row.club = club
    for organization in mine:
        if organization.pk in (row.asked_id, row.asker_id):
            return row, organization
    raise Http404
