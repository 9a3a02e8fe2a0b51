"""What was read, carried by the page of the preview to the click that takes it: signed, nothing kept meanwhile."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..actions import Change, Facts
from ..models import Budget
from .reading import Reading

SALT = "budgets.workbook"
FOR_SECONDS = 24 * 3600
_PLAIN = ("account", "label", "year", "cents", "unit", "unit_cents", "method", "funding", "requested")


def seal(budget: Budget, person_pk: int | None, reading: Reading) -> str:
    changes = [_packed(one.change) for one in reading.previews]
    gone = [[one.pk, one.number] for one in reading.missing]
    return signing.dumps([budget.pk, person_pk, changes, gone], salt=SALT, compress=True)


def open_sealed(budget: Budget, person_pk: int | None, token: str, *, with_removals: bool) -> list[Change]:
    """The changes. Refuses (code `stale`) what is not of this budget and person, or older than a day."""
    try:
        budget_pk, by, changes, gone = signing.loads(token, salt=SALT, max_age=FOR_SECONDS)
    except signing.BadSignature:
        budget_pk = by = None
        changes, gone = [], []
    if budget_pk != budget.pk or by != person_pk:
        raise Refusal(_("Cet aperçu n'est plus bon. Rapportez le classeur de nouveau."), code="stale")
    found = [_unpacked(budget, one) for one in changes]
    if with_removals:
        found += [Change("remove", None, pk, number) for pk, number in gone]
    return found


def _packed(change: Change) -> list[Any]:
    facts = change.facts
    assert facts is not None
    values = {name: getattr(facts, name) for name in _PLAIN} | {
        "quantity": None if facts.quantity is None else str(facts.quantity),
        "party": facts.party.pk if facts.party else None, "package": facts.package.pk if facts.package else None,
    }  # fmt: skip
    return [change.verb, change.line, change.seen, change.row, values]


def _unpacked(budget: Budget, packed: Sequence[Any]) -> Change:
    verb, line, seen, row, values = packed
    parties = {one.pk: one for one in budget.parties.all()}
    packages = {one.pk: one for one in budget.packages.all()}
    for name, known in (("party", parties), ("package", packages)):
        if values[name] is not None and values[name] not in known:
            raise Refusal(_("Cet aperçu n'est plus bon. Rapportez le classeur de nouveau."), code="stale")
    facts = Facts(**(values | {
        "quantity": None if values["quantity"] is None else Decimal(values["quantity"]),
        "party": parties.get(values["party"]), "package": packages.get(values["package"]),
    }))  # fmt: skip
    return Change(verb, facts, line, seen, row)
