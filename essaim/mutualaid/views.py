"""« S'entraider »: the doors, what one gives and gets, the map of help."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member, get_club_of_mine, pick

from . import actions, queries
from .doors import doors
from .drawing import drawing, drawn_bonds, tints_of


def _tabs(club_slug: str, current: str) -> list[dict]:
    pages = [
        ("index", _("Demander")),
        ("account", _("Donné, reçu")),
        ("help_map", _("Qui aide qui")),
    ]
    return [
        {"label": label, "url": reverse(f"mutualaid:{name}", args=[club_slug]), "current": name == current}
        for name, label in pages
    ]


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The doors, each with what waits behind it."""
    club, own = get_club_of_mine(request, club_slug)
    behind = [
        (door, door.news(request, club) if door.news else "", bool(door.verb and (own or not door.in_a_name)))
        for door in doors
    ]
    return render(request, "mutualaid/index.html", {"club": club, "doors": behind, "tabs": _tabs(club_slug, "index")})


def account(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What one of the person's organizations (`?structure=`) gave and got in a year. No score, no balance."""
    club, own = get_club_of_mine(request, club_slug)
    mine = pick(own, request.GET.get("structure"))
    context = {
        "club": club,
        "tabs": _tabs(club_slug, "account"),
        "mine": mine,
        "own": own,
        "account": queries.account_of(club, mine, localdate() - queries.A_YEAR) if mine else None,
        "discreet": mine is not None and queries.is_discreet(club, mine),
    }
    return render(request, "mutualaid/account.html", context)


@require_POST
def discretion(request: HttpRequest, club_slug: str) -> HttpResponse:
    club, own = get_club_of_mine(request, club_slug)
    mine = pick(own, request.POST.get("structure"))
    if mine is None:
        return redirect("mutualaid:account", club_slug)
    discreet = request.POST.get("discret") == "1"
    actions.set_discretion(club=club, organization=mine, actor=person(request), discreet=discreet)
    messages.success(
        request,
        _("C'est noté : la carte ne vous nomme plus.")
        if discreet
        else _("C'est noté : la carte vous nomme de nouveau."),
    )
    return redirect(f"{reverse('mutualaid:account', args=[club_slug])}?structure={mine.pk}")


def help_map(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Who helped whom in a year, sectors that begin to work together, growth by quarter."""
    club = get_club_as_member(request, club_slug)
    today = localdate()
    found = queries.map_of(club, today)
    growth = queries.growth_of(club, today)
    tints = tints_of(found)
    sectors = {one.sector.code: one.sector for one in found.members if one.sector}
    legend: list[tuple[object, int]] = [(sectors[code], tint) for code, tint in tints.items()]
    if len(sectors) > len(legend):
        legend.append((_("Autres secteurs"), 0))
    context = {
        "club": club,
        "tabs": _tabs(club_slug, "help_map"),
        "map": found,
        "drawing": drawing(found, _("Qui aide qui au club, depuis un an")),
        "legend": legend,
        "all_drawn": len(drawn_bonds(found)) == len(found.bonds),
        "labels": [quarter.label for quarter in growth],
        "series": [
            (_("Coups de main"), [quarter.count for quarter in growth]),
            (_("Structures concernées"), [quarter.people for quarter in growth]),
        ],
    }
    return render(request, "mutualaid/help_map.html", context)
