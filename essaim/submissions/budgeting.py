"""The budget of a dossier: who reads and writes it."""

from django.http import HttpRequest
from django.urls import reverse

from essaim.budgets.kinds import Rights
from essaim.budgets.models import Budget
from essaim.clubs.models import Club
from essaim.dossiers import access as dossiers
from essaim.dossiers import queries as dossier_queries

from . import queries

KIND = "dossiers"


def rights(request: HttpRequest, budget: Budget) -> Rights:
    """The team reads it all; each structure writes its own lines, the lead everything. Who is invited, and a reader by
    link, read."""
    dossier = queries.dossier_of(budget)
    if dossier is None:
        return Rights()
    seat = dossiers.seat_in(request, dossier)
    if not seat.reads_file:
        return Rights()
    return Rights(
        read=True, write=seat.can_write, rules=seat.can_lead,
        parties=None if seat.is_lead else frozenset(str(one.pk) for one in seat.parts),
    )  # fmt: skip


def url(budget: Budget, club: Club) -> str:
    dossier = queries.dossier_of(budget)
    return dossier.address_in(club) if dossier else reverse("dossiers:index", args=[club.slug])


def in_club(budget: Budget, club: Club) -> bool:
    """The club that opened the dossier, and those by which partners take part."""
    if budget.club_id == club.pk:
        return True
    dossier = queries.dossier_of(budget)
    return dossier is not None and any(one.through_id == club.pk for one in dossier_queries.partners_of(dossier))


def guests(request: HttpRequest) -> bool:
    """Whether this session came by a link of some dossier."""
    return bool(request.session.get(dossiers.SESSION_KEY))
