"""What the app that a budget belongs to says of it (`essaim.dossiers`, through `essaim.submissions`)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from essaim.clubs.models import Club
from essaim.kernel.registry import Registry

from .models import Budget


@dataclass(frozen=True)
class Rights:
    """What a person may do with a budget. `parties`: keys of the parties whose lines they write, None for all;
    `rules`: they set the rules and decide on the lines of who left."""

    read: bool = False
    write: bool = False
    parties: frozenset[str] | None = None
    rules: bool = False


@dataclass(frozen=True)
class BudgetKind:
    """`rights` is asked once a request, `request.club` and `request.standing` being set.

    `url(budget, club)`: the page that it belongs to, as that club sees it. `in_club`: whether the club shows it; by
    default, its own alone. `guests`: whether this session, without account, came by a way of that app (a link);
    `rights` then decides.
    """

    rights: Callable[[HttpRequest, Budget], Rights]
    url: Callable[[Budget, Club], str]
    in_club: Callable[[Budget, Club], bool] = lambda budget, club: budget.club_id == club.pk
    guests: Callable[[HttpRequest], bool] = lambda request: False


budget_kinds: Registry[BudgetKind] = Registry()
