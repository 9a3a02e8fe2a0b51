"""Imports of the installation are the operator's; those of a club, its organisers'. Getters give the object or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.clubs.access import get_club_to_run
from essaim.clubs.models import Club

from .models import ImportBatch


def get_club_of_imports(request: HttpRequest, club_slug: str) -> Club | None:
    """The club whose imports the person may run; None for those of the installation."""
    if club_slug:
        return get_club_to_run(request, club_slug)
    user = request.user
    if not isinstance(user, User) or not user.is_operator:
        raise Http404
    return None


def person(request: HttpRequest) -> User:
    """Who asks; these screens are for people signed in."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def get_batch(request: HttpRequest, club_slug: str, pk: int) -> ImportBatch:
    club = get_club_of_imports(request, club_slug)
    return get_object_or_404(ImportBatch.objects.select_related("user", "club").defer("snapshot"), pk=pk, club=club)
