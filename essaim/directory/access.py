"""Whose directory it is, and who may see which members are in it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from essaim.clubs.access import get_club, sees_members
from essaim.clubs.models import Club

from .queries import every_list_is_public


@dataclass(frozen=True)
class Scope:
    """The directory of the whole installation (`club` is None) or of a club.

    `sees_members`: whether the reader may know who is a member (of the club; of any club for the installation).
    """

    club: Club | None
    sees_members: bool

    def url(self, name: str = "index") -> str:
        """The address of one of the directory's pages: index, export, points, suggestions."""
        if self.club:
            return reverse(f"club_directory:{name}", args=[self.club.slug])
        return reverse(f"directory:{name}")


def get_scope(request: HttpRequest, club_slug: str = "") -> Scope:
    """The directory at this address, or 404 when there is no such club."""
    if not club_slug:
        return Scope(None, every_list_is_public())
    club = get_club(request, club_slug)
    return Scope(club, sees_members(club, request.standing))  # type: ignore[attr-defined]
