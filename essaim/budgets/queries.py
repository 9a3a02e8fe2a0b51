"""Reading budgets."""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, QuerySet

from essaim.journal.models import Entry
from essaim.journal.queries import journal_of

from .engine import ACCOUNTS, IndirectRule, Plan, Row, Rules
from .enums import Funding
from .models import Budget, BudgetParty, Line, WorkPackage


def with_lines() -> QuerySet[Budget]:
    """Budgets with their parties, packages and lines: four queries."""
    lines = Line.objects.select_related("author").order_by("account", "year", "pk")
    return Budget.objects.select_related("club").prefetch_related(
        Prefetch("parties", BudgetParty.objects.order_by("place", "pk")),
        Prefetch("packages", WorkPackage.objects.order_by("place", "pk")),
        Prefetch("lines", lines),
    )


def lines_of(budget: Budget) -> list[Line]:
    """Its lines, each with the party and the package already read, in the order of the grid."""
    parties = {one.pk: one for one in budget.parties.all()}
    packages = {one.pk: one for one in budget.packages.all()}
    rank = {code: place for place, code in enumerate(ACCOUNTS)}
    rows = sorted(budget.lines.all(), key=lambda one: (rank[one.account], one.year, one.pk))
    for row in rows:
        row.party = parties.get(row.party_id) if row.party_id else None
        row.package = packages.get(row.package_id) if row.package_id else None
    return rows


def rules_of(budget: Budget) -> Rules:
    return Rules(
        budget.requested_cents, budget.max_rate, budget.in_kind_counts and budget.with_in_kind,
        IndirectRule(budget.indirect), budget.indirect_rate,
    )  # fmt: skip


def plan_of(budget: Budget, lines: Sequence[Line] | None = None) -> Plan:
    """What the engine reckons with. `budget` was read by `with_lines`."""
    rows = tuple(row_of(one) for one in (lines if lines is not None else budget.lines.all()))
    held = {row.party for row in rows}
    parties = budget.parties.all()
    return Plan(
        rows, tuple(one.pk for one in parties if not one.gone),
        frozenset(one.pk for one in parties if one.gone and one.pk in held), rules_of(budget),
    )  # fmt: skip


def row_of(line: Line) -> Row:
    return Row(
        line.account, line.cents, line.party_id, line.package_id, line.year, line.requested,
        line.funding != Funding.REFUSED, line.pk,
    )  # fmt: skip


def history_of(budget: Budget, most: int = 200) -> Iterable[Entry]:
    return journal_of(budget)[:most]
