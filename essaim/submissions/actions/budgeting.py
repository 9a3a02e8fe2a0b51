"""The budget of a dossier begins, and follows its team and its plan."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.budgets import actions as budgets
from essaim.budgets.actions import Member, Package
from essaim.budgets.models import Budget
from essaim.dossiers import queries as dossiers
from essaim.dossiers import rules
from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal

from .. import queries
from ..budgeting import KIND
from ..models import DossierBudget
from .common import lock_to_send, told


def members_of(dossier: Dossier) -> list[Member]:
    """The team as the budget names it, the lead first."""
    team = rules.team_of(dossiers.partners_of(dossier))
    return [Member(str(one.pk), one.organization.name, one.organization) for one in team]


def packages_of(dossier: Dossier) -> list[Package]:
    return [Package(str(one.pk), one.title) for one in dossier.packages.order_by("position", "pk")]


@transaction.atomic
def prepare_budget(*, dossier: Dossier, actor: User | None) -> Budget:
    """« Préparer le budget »: with the partners and the packages of the dossier, and the rate of its call. Begun
    already, it is given back. Refuses once the dossier left (`sent`)."""
    known = queries.budget_of(dossier)
    if known is not None:
        return known
    dossier = lock_to_send(dossier)
    known = queries.budget_of(dossier)  # begun by another meanwhile
    if known is not None:
        return known
    year = (timezone.localtime(dossier.deadline) if dossier.deadline else timezone.localtime()).year
    budget = budgets.create_budget(
        club=dossier.club, kind=KIND, title=dossier.title, actor=actor, first_year=year,
        parties=members_of(dossier), packages=packages_of(dossier),
        max_rate=dossier.call.rate_max if dossier.call and dossier.call.rate_max else None,
    )  # fmt: skip
    _link(dossier, budget)
    told(dossier, "prepare_budget", actor, budget=budget.pk)
    return budget


def _link(dossier: Dossier, budget: Budget) -> None:
    try:
        with transaction.atomic():
            DossierBudget.objects.create(club=dossier.club, dossier=dossier, budget=budget)
    except IntegrityError:
        raise Refusal(_("Ce dossier a déjà son budget."), code="twice") from None


@transaction.atomic
def copy_from(*, source: Dossier, dossier: Dossier, actor: User | None) -> Budget | None:
    """The budget of a dossier for its copy: the lines of the structures that are in both. None when the source has
    none. Refuses (`twice`) a dossier that has its own."""
    its_budget = queries.budget_of(source)
    if its_budget is None:
        return None
    dossier = lock_to_send(dossier)
    old = {one.organization_id: str(one.pk) for one in dossiers.partners_of(source)}
    again = {
        old[one.organization.pk]: one for one in members_of(dossier)
        if one.organization is not None and one.organization.pk in old
    }  # fmt: skip
    year = (timezone.localtime(dossier.deadline) if dossier.deadline else timezone.localtime()).year
    budget = budgets.copy_budget(
        budget=its_budget, club=dossier.club, kind=KIND, title=dossier.title, actor=actor,
        first_year=year, parties=again,
    )  # fmt: skip
    _link(dossier, budget)
    budgets.set_parties(budget=budget, actor=actor, parties=members_of(dossier))
    budgets.set_packages(budget=budget, actor=actor, packages=packages_of(dossier))
    return budget


def follow_budget(*, actor: User | None, verb: str, subject: Any, **_facts: Any) -> None:
    """Something was done to a dossier: its budget follows its partners and its packages, in the same transaction."""
    if not (verb.startswith("dossiers.") and isinstance(subject, Dossier)):
        return
    budget = queries.budget_of(subject)
    if budget is not None and budget.frozen_at is None:
        budgets.set_parties(budget=budget, actor=actor, parties=members_of(subject))
        budgets.set_packages(budget=budget, actor=actor, packages=packages_of(subject))
