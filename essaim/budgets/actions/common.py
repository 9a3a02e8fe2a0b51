"""What every writer of budgets does: hold the budget, refuse what is frozen, count the change, tell."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..models import Budget


@dataclass(frozen=True)
class Member:
    """A party as the app above knows it. `key`: always the same for the same partner."""

    key: str
    name: str
    organization: Organization | None = None


class Package(NamedTuple):
    key: str
    name: str


def one_line(text: str) -> str:
    return " ".join(text.split())


def lock(budget: Budget, *, frozen: bool = False) -> Budget:
    """The budget as it is now, held until the end of the transaction. Refuses (code `frozen`) one that left, unless
    `frozen`."""
    row = Budget.objects.select_for_update(of=("self",)).select_related("club").get(pk=budget.pk)
    if row.frozen_at and not frozen:
        raise Refusal(_("Ce budget est parti avec le dossier : il ne change plus."), code="frozen")
    return row


def told(budget: Budget, verb: str, actor: User | None, **details: object) -> None:
    """Count the change and journal it. The budget is locked."""
    budget.number += 1
    budget.save(update_fields=["number", "updated_at"])
    journaled.tell(
        actor=actor, verb=f"budgets.{verb}", subject=budget, club=budget.club, details=details
    )  # fmt: skip
