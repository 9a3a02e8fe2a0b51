"""Who may ask for an introduction, read one, answer it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_of_mine
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from . import queries
from .models import Introduction


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
