"""In whose name one reads and answers. Getters give the object, or 404."""

from django.http import Http404, HttpRequest

from essaim.calls.access import get_call, own_organizations
from essaim.calls.models import Call
from essaim.clubs.access import get_club_as_member, get_club_to_run, pick
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

__all__ = ["get_call", "get_club_as_member", "get_club_to_run", "own_organizations"]


def get_watcher(request: HttpRequest, club_slug: str, wanted: str | None) -> tuple[Club, Organization | None]:
    """The club, and the person's own member that is asked for by its key, else the first; None without any, 404 for
    another's."""
    club = get_club_as_member(request, club_slug)
    return club, pick(own_organizations(request, club), wanted)


def get_own_watcher(request: HttpRequest, club_slug: str, wanted: str | None) -> tuple[Club, Organization]:
    """The same, for who has one; else 404."""
    club, organization = get_watcher(request, club_slug, wanted)
    if organization is None:
        raise Http404
    return club, organization


def get_call_to_answer(
    request: HttpRequest, club_slug: str, pk: int, wanted: str | None
) -> tuple[Club, Organization, Call]:
    """A call that the club sees, and the structure in whose name it is answered."""
    club, organization = get_own_watcher(request, club_slug, wanted)
    return club, organization, get_call(request, club_slug, pk)
