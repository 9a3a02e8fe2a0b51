"""Many lines at once: a workbook that came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from ..models import Budget, Line
from .common import lock
from .lines import Facts, add_in, remove_in, update_in


@dataclass(frozen=True)
class Change:
    """`line` and `seen`: the key and the number of the line that changes or goes; `facts`: what it becomes, None when
    it goes. `row`: of the sheet, for sentences."""

    verb: Literal["add", "update", "remove"]
    facts: Facts | None = None
    line: int | None = None
    seen: int = 0
    row: int = 0


@transaction.atomic
def apply_changes(*, budget: Budget, actor: User | None, changes: Sequence[Change]) -> int:
    """All of them or none. How many. A refusal names the row of the sheet."""
    budget = lock(budget)
    for change in changes:
        try:
            _apply(budget, actor, change)
        except Refusal as refusal:
            if not change.row:
                raise
            raise Refusal(
                _("Rien n'est repris. Rangée %(row)s : %(sentence)s") % {
                    "row": change.row, "sentence": refusal.sentence
                },
                code=refusal.code,
            ) from refusal  # fmt: skip
    return len(changes)


def _apply(budget: Budget, actor: User | None, change: Change) -> None:
    if change.verb == "add":
        assert change.facts is not None
        add_in(budget, actor, change.facts)
        return
    if change.line is None:
        raise ValueError("a change of nothing")
    line = Line(pk=change.line, budget=budget)
    if not Line.objects.filter(pk=change.line, budget=budget).exists() and change.verb == "update":
        raise Refusal(_("cette ligne n'est plus dans le budget."), code="gone")
    if change.verb == "remove":
        remove_in(budget, line, actor, change.seen)
    elif change.facts is not None:
        update_in(budget, line, actor, change.facts, change.seen)
