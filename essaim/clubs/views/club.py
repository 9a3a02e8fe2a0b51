"""The page of a club, and its logo."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from essaim.territory.queries import honeycomb_cells

from .. import access, queries
from ..doors import public_doors

SHOWN = 8  # two rows of four


@login_not_required
def detail(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club(request, club_slug)
    standing = request.standing  # type: ignore[attr-defined]
    counts = queries.structure_counts(club)
    sees_members = access.sees_members(club, standing)
    return render(
        request,
        "clubs/detail.html",
        {
            "doors": list(public_doors),
            "figures": queries.figures_of(club, counts),
            "cells": honeycomb_cells(queries.map_key_of(club)),
            "counts": counts,
            "cell_link": reverse("club_directory:index", args=[club.slug]) + "?commune={code}",
            "sectors": queries.frequent_sectors(club),
            "sees_members": sees_members,
            "members": list(queries.members_of(club)[:SHOWN]) if sees_members else [],
            "organisers": list(queries.organisers_of(club)) if access.sees_people(club, standing) else [],
        },
    )


@login_not_required
def logo(request: HttpRequest, club_slug: str) -> FileResponse:
    """The logo, at an address that changes with it (`?v=`), so that browsers keep it."""
    club = access.get_club(request, club_slug)
    if not club.logo.name or not club.logo.storage.exists(club.logo.name):
        raise Http404
    response = FileResponse(club.logo.open(), content_type="image/webp")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
