"""The budget of a joint answer: members read it and write the lines of their own, organisers everything (the kind of
the tests says so)."""

from essaim.budgets import actions
from essaim.budgets.models import Budget, Line
from essaim.budgets.tests.factories import KIND, add, make_budget, party
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .rows import CLUB, MEMBERS, REVIEWERS, REVIEWERS_POST, Row

BUDGET = {**CLUB, "pk": "budget_pk"}
LINE = {**BUDGET, "line_pk": "budget_line_pk"}
PARTY = {**BUDGET, "party_pk": "gone_party_pk"}
# The member writes the lines of their structure, the organiser all; an officer reads.
WRITERS = (302, 404, 200, 200, 404, 200)
WRITERS_POST = (302, 404, 302, 302, 404, 302)


class BudgetedCast:
    club: Club
    organization: Organization

    budget_pk = property(lambda self: _budget(self).pk)
    budget_line_pk = property(lambda self: _line(self).pk)
    budget_sort = "charge"
    gone_party_pk = property(lambda self: party(_budget(self), 1).pk)


def _budget(cast: BudgetedCast) -> Budget:
    """With a partner that left and still has a line."""
    if known := Budget.objects.filter(club=cast.club, kind=KIND).first():
        return known
    budget = make_budget(cast.club, cast.organization, "Les Vélos")
    add(budget, "61", 10, 1)
    actions.set_parties(budget=budget, actor=None, parties=[
        actions.Member("p0", cast.organization.name, cast.organization)
    ])  # fmt: skip
    return budget


def _line(cast: BudgetedCast) -> Line:
    budget = _budget(cast)
    return budget.lines.filter(label="La nôtre").first() or add(budget, "60", 10, 0, label="La nôtre")


BUDGETS = {
    "budgets:detail": Row(MEMBERS, BUDGET),
    "budgets:what_if": Row(MEMBERS, BUDGET),
    "budgets:history": Row(MEMBERS, BUDGET),
    "budgets:rules": Row(REVIEWERS, BUDGET),
    "budgets:add": Row(WRITERS, {**BUDGET, "sort": "budget_sort"}),
    "budgets:edit": Row(WRITERS, LINE),
    "budgets:remove": Row(WRITERS_POST, LINE, "post", {"seen": "1"}),
    "budgets:give": Row(REVIEWERS_POST, PARTY, "post"),
    "budgets:remove_party": Row(REVIEWERS_POST, PARTY, "post"),
    "budgets:workbook": Row(MEMBERS, BUDGET),
    "budgets:read": Row(WRITERS, BUDGET),
    "budgets:take": Row(WRITERS_POST, BUDGET, "post", {"lu": "faux"}),
}
