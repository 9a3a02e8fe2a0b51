"""The charter as everybody reads it."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.clubs.access import get_club, sees_members
from essaim.writing import differences
from essaim.writing.markup import render as as_html

from .. import access, queries


@login_not_required
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The present version, who signed it, and what this reader may do."""
    club = get_club(request, club_slug)
    version = queries.current_version(club)
    shows_members = sees_members(club, request.standing)  # type: ignore[attr-defined]
    seats = queries.seats_of(request.user, club) if version else []
    return render(
        request,
        "charter/index.html",
        {
            "version": version,
            "html": as_html(version.content) if version else "",
            "asked": queries.to_sign(club),
            "signatories": queries.signatories(club) if version and shows_members else [],
            "shows_members": shows_members,
            "to_sign": [seat for seat in seats if not seat.signed],
            "signed": [seat for seat in seats if seat.signed],
        },
    )


@login_not_required
def versions(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club(request, club_slug)
    return render(request, "charter/versions.html", {"versions": list(queries.versions_of(club))})


@login_not_required
def version(request: HttpRequest, club_slug: str, number: int) -> HttpResponse:
    """One version, and what it changed, word by word."""
    club = get_club(request, club_slug)
    shown = access.get_version(club, number)
    before = queries.version_before(shown)
    new, gone = differences.word_counts(before.content, shown.content) if before else (0, 0)
    return render(
        request,
        "charter/version.html",
        {
            "version": shown,
            "before": before,
            "html": as_html(shown.content),
            "changes": differences.html(before.content, shown.content) if before else "",
            "new": new,
            "gone": gone,
        },
    )
