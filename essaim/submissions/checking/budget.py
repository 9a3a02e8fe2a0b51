"""The budget, as `budgets` reckons it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.budgets.queries import plan_of
from essaim.budgets.words import problem_sentences

from .. import queries
from ..checks import Check, Subject
from ..enums import Urgency


def budget_checks(subject: Subject) -> list[Check]:
    """Five queries."""
    budget = queries.budget_of(subject.dossier)
    if budget is None:
        page = subject.page("submissions:budget")
        return [Check("budget.none", Urgency.SOON, _("Le dossier n'a pas encore de budget."), page)]
    page = reverse("budgets:detail", args=[subject.club.slug, budget.pk])
    names = {one.pk: one.name for one in budget.parties.all()}
    return [
        Check(f"budget.{problem.code}", Urgency.BLOCKING if problem.blocks else Urgency.TO_SEE, sentence, page)
        for problem, sentence in problem_sentences(plan_of(budget), names)
    ]
