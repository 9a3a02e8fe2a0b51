"""Who may read, edit and run the themes of a club. Getters give the theme, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import Standing, get_club_as_member, get_club_to_run
from essaim.organizations.models import Organization

from .enums import ThemeState
from .models import Theme


def get_theme(request: HttpRequest, club_slug: str, pk: int) -> Theme:
    """A theme of a club that the person belongs to."""
    return _theme_of(get_club_as_member(request, club_slug), pk)


def get_theme_to_run(request: HttpRequest, club_slug: str, pk: int) -> Theme:
    """The theme, for the organisers of its club (and the operator)."""
    return _theme_of(get_club_to_run(request, club_slug), pk)


def can_edit_theme(theme: Theme, user, standing: Standing, own: list[Organization]) -> bool:
    """Who proposed it, and those of the same organization, until the club chooses it; organisers always. No query."""
    if standing.is_organiser:
        return True
    mine = theme.author_id == user.pk or theme.proposed_by_id in {one.pk for one in own}
    return mine and theme.state == ThemeState.PROPOSED


def require_may_edit_theme(theme: Theme, user, standing: Standing, own: list[Organization]) -> None:
    if not can_edit_theme(theme, user, standing, own):
        raise Http404


def _theme_of(club, pk: int) -> Theme:
    theme = get_object_or_404(Theme.objects.select_related("proposed_by"), club=club, pk=pk)
    theme.club = club  # the one that the request already holds
    return theme
