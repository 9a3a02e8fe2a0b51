"""Who may do what with a budget: the app that it belongs to says so (`kinds`). Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club

from . import queries
from .engine import ACCOUNTS
from .kinds import Rights, budget_kinds
from .models import Budget, BudgetParty, Line


def rights_on(request: HttpRequest, budget: Budget) -> Rights:
    return budget_kinds[budget.kind].rights(request, budget)


def get_budget(request: HttpRequest, club_slug: str, pk: int, right: str = "read") -> tuple[Budget, Rights]:
    """A budget that this club shows, with all its lines, for whoever has that right on it."""
    club = get_club(request, club_slug)
    budget = get_object_or_404(queries.with_lines(), pk=pk)
    if not budget_kinds[budget.kind].in_club(budget, club):
        raise Http404
    rights = rights_on(request, budget)
    if not rights.read or not getattr(rights, right):
        raise Http404
    return budget, rights


def writes_for(rights: Rights, party: BudgetParty | None) -> bool:
    """Whether they write the lines of this party; those of all together are for who writes everything."""
    if not rights.write:
        return False
    return rights.parties is None or (party is not None and party.key in rights.parties)


def parties_to_write(rights: Rights, budget: Budget) -> list[BudgetParty]:
    """Those whose lines they may add."""
    return [one for one in budget.parties.all() if not one.gone and writes_for(rights, one)]


def get_line(request: HttpRequest, club_slug: str, pk: int, line_pk: int) -> tuple[Line, Budget, Rights]:
    """A line that they may change."""
    budget, rights = get_budget(request, club_slug, pk, "write")
    line = next((one for one in queries.lines_of(budget) if one.pk == line_pk), None)
    if line is None or not writes_for(rights, line.party):
        raise Http404
    return line, budget, rights


def get_party(budget: Budget, pk: int) -> BudgetParty:
    party = next((one for one in budget.parties.all() if one.pk == pk), None)
    if party is None:
        raise Http404
    return party


def get_account(code: str) -> str:
    if code not in ACCOUNTS:
        raise Http404
    return code
