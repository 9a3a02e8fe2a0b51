"""Who reads the charter (everybody), writes its draft (organisers; members propose), publishes and signs it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club
from essaim.clubs.models import Club
from essaim.writing.kinds import Rights
from essaim.writing.models import Text

from . import queries
from .models import Article, Version


def get_version(club: Club, number: int) -> Version:
    return get_object_or_404(Version.objects.select_related("club", "published_by"), club=club, number=number)


def get_article(club: Club, pk: int) -> Article:
    return get_object_or_404(Article.objects.select_related("text"), club=club, pk=pk)


def get_club_to_sign(request: HttpRequest, slug: str) -> tuple[Club, list[queries.Seat]]:
    """The club, and the organizations in whose name the person may sign; 404 when there is none."""
    club = get_club(request, slug)
    seats = queries.seats_of(request.user, club)
    if not seats:
        raise Http404
    return club, seats


def rights_on_article(request: HttpRequest, text: Text) -> Rights:
    """Members read, comment and propose; whoever runs the club writes and settles."""
    standing = request.standing  # type: ignore[attr-defined]
    member, runs = standing.is_member, standing.is_organiser
    return Rights(read=member, write=runs, comment=member, propose=member, settle=runs)
