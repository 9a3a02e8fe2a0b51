"""Lines: added, changed by several people without loss, taken out."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from ..engine import ACCOUNTS, Side, amount
from ..engine.accounts import COUNTERPART
from ..enums import Funding
from ..models import Budget, BudgetParty, Line, WorkPackage
from ..words import euros, quantity
from .common import lock, one_line, told

MOST_CENTS = 10**12  # ten thousand million euros: more is a slip of the finger


@dataclass(frozen=True)
class Facts:
    """What a line says. `cents` None: quantity × price of one. `party` and `package` belong to the budget."""

    account: str
    label: str
    year: int
    party: BudgetParty | None = None
    package: WorkPackage | None = None
    cents: int | None = None
    quantity: Decimal | None = None
    unit: str = ""
    unit_cents: int | None = None
    method: str = ""
    funding: str = ""
    requested: bool = False


def _values(budget: Budget, facts: Facts) -> dict[str, Any]:
    """The fields of the line. Refuses what does not hold, on its field."""
    account = ACCOUNTS.get(facts.account)
    if account is None:
        raise Refusal(_("Choisissez un poste du budget."), code="account", field="account")
    label, method = one_line(facts.label)[:160], one_line(facts.method)[:200]
    if not label:
        raise Refusal(_("Dites de quoi il s'agit."), code="label", field="label")
    if facts.year not in budget.years:
        raise Refusal(
            _("Le budget va de %(first)s à %(last)s.") % {"first": budget.first_year, "last": budget.last_year},
            code="year", field="year",
        )  # fmt: skip
    for name in ("party", "package"):
        one = getattr(facts, name)
        if one is not None and one.budget_id != budget.pk:
            raise Refusal(_("Choisissez parmi ceux de ce budget."), code=name, field=name)
    cents = _cents(facts)
    income = account.side == Side.INCOME and not account.in_kind
    if account.in_kind:
        if not budget.with_in_kind:
            raise Refusal(_("Ce budget ne valorise pas ce qui est en nature."), code="in_kind", field="account")
        if not method:
            raise Refusal(
                _("Dites comment c'est valorisé, par exemple « 120 heures au SMIC horaire chargé »."),
                code="method", field="method",
            )  # fmt: skip
    funding = facts.funding or (Funding.ASKED if facts.requested else Funding.OWN)
    if facts.requested and funding == Funding.OWN:
        raise Refusal(
            _("Ce que l'on demande n'est pas encore à nous : dites « demandé » ou « accordé »."), code="funding",
            field="funding",
        )  # fmt: skip
    return {
        "account": facts.account, "label": label, "year": facts.year, "party": facts.party, "package": facts.package,
        "cents": cents, "quantity": facts.quantity, "unit": one_line(facts.unit)[:30], "unit_cents": facts.unit_cents,
        "method": method, "funding": funding if income else "", "requested": facts.requested and income,
    }  # fmt: skip


def _cents(facts: Facts) -> int:
    if (facts.quantity is None) != (facts.unit_cents is None):
        missing = "unit_cents" if facts.unit_cents is None else "quantity"
        raise Refusal(_("Une quantité va avec le prix d'une unité."), code="product", field=missing)
    if facts.quantity is None or facts.unit_cents is None:
        if facts.cents is None:
            raise Refusal(_("Écrivez un montant, ou une quantité et un prix."), code="cents", field="cents")
        cents = facts.cents
    else:
        if facts.quantity < 0 or facts.unit_cents < 0:
            raise Refusal(_("Un budget s'écrit avec des montants positifs."), code="cents", field="quantity")
        cents = amount(facts.quantity, facts.unit_cents)
        if facts.cents is not None and facts.cents != cents:
            raise Refusal(
                _("%(quantity)s × %(price)s font %(product)s, pas %(amount)s.") % {
                    "quantity": quantity(facts.quantity), "price": euros(facts.unit_cents),
                    "product": euros(cents), "amount": euros(facts.cents),
                },
                code="product", field="cents",
            )  # fmt: skip
    if not 0 <= cents <= MOST_CENTS:
        raise Refusal(_("Un budget s'écrit avec des montants positifs."), code="cents", field="cents")
    return cents


@transaction.atomic
def add_line(*, budget: Budget, actor: User | None, facts: Facts) -> Line:
    """Add a line. Refuses what does not hold (on its field), a party that left (`party`), a frozen budget."""
    return add_in(lock(budget), actor, facts)


def add_in(budget: Budget, actor: User | None, facts: Facts) -> Line:
    if facts.party is not None and facts.party.gone:
        raise Refusal(_("%(name)s n'est plus partenaire.") % {"name": facts.party.name}, code="party", field="party")
    line = Line.objects.create(
        club=budget.club, budget=budget, author_id=actor.pk if actor else None, **_values(budget, facts)
    )
    told(budget, "add_line", actor, line=line.pk, label=line.label, cents=line.cents, account=line.account)
    return line


@transaction.atomic
def update_line(*, line: Line, actor: User | None, facts: Facts, seen: int) -> Line:
    """Change a line. `seen`: its `number` when it was shown. Refuses (code `changed`) when somebody else changed it
    meanwhile, saying what it is now; `gone` when it was taken out."""
    return update_in(lock(line.budget), line, actor, facts, seen)


def update_in(budget: Budget, line: Line, actor: User | None, facts: Facts, seen: int) -> Line:
    row = _held(line, seen)
    values = _values(budget, facts)
    before = {name: getattr(row, name) for name in values}
    changed = [name for name in values if before[name] != values[name]]
    if not changed:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.number += 1
    row.author_id = actor.pk if actor else None
    row.save()
    told(
        budget, "update_line", actor, line=row.pk, label=row.label, cents=row.cents, before=before["cents"],
        fields=changed,
    )  # fmt: skip
    return row


@transaction.atomic
def remove_line(*, line: Line, actor: User | None, seen: int) -> None:
    """Take a line out. Taken out already, it stays so. Refuses (`changed`) as `update_line`."""
    remove_in(lock(line.budget), line, actor, seen)


def remove_in(budget: Budget, line: Line, actor: User | None, seen: int) -> None:
    if not Line.objects.filter(pk=line.pk).exists():
        return
    row = _held(line, seen)
    facts = {"line": row.pk, "label": row.label, "cents": row.cents, "account": row.account}
    row.delete()
    told(budget, "remove_line", actor, **facts)


def _held(line: Line, seen: int) -> Line:
    """The line as it is, its budget being locked, if it is the one that was shown."""
    row = Line.objects.select_related("party", "package", "author").filter(pk=line.pk).first()
    if row is None:
        raise Refusal(
            _("Quelqu'un a retiré cette ligne pendant que vous la changiez. Ajoutez-la de nouveau s'il la faut."),
            code="gone",
        )
    if row.number != seen:
        raise Refusal(
            _("%(who)s vient de changer cette ligne : « %(label)s », %(amount)s. Ce que vous avez écrit est encore là "
              "et peut être gardé s'il est juste.") % {
                "who": row.author or _("Quelqu'un"), "label": row.label, "amount": euros(row.cents)
            },
            code="changed",
        )  # fmt: skip
    return row


@transaction.atomic
def add_counterpart(*, line: Line, actor: User | None) -> Line:
    """The income in kind that answers a charge in kind: same nature, amount and method."""
    budget = lock(line.budget)
    return add_in(budget, actor, Facts(
        account=COUNTERPART[line.account], label=line.label, year=line.year, party=line.party, package=line.package,
        cents=line.cents, quantity=line.quantity, unit=line.unit, unit_cents=line.unit_cents, method=line.method,
    ))  # fmt: skip


@transaction.atomic
def set_funding(*, line: Line, funding: str, actor: User | None, cents: int | None = None) -> Line:
    """What a funder answered: granted (maybe another amount, in cents), refused. Allowed on a frozen budget: money
    comes after the file left. Refuses a line that is no income (`funding`)."""
    budget = lock(line.budget, frozen=True)
    row = Line.objects.get(pk=line.pk)
    if not row.funding:
        raise Refusal(_("Cette ligne n'est pas un financement."), code="funding")
    before = row.funding
    row.funding = Funding(funding)
    if cents is not None and cents != row.cents:
        row.cents, row.quantity, row.unit_cents = cents, None, None
    row.number += 1
    row.save()
    told(budget, "set_funding", actor, line=row.pk, label=row.label, before=before, funding=funding, cents=row.cents)
    return row


@transaction.atomic
def give_lines(*, budget: Budget, party: BudgetParty, to: BudgetParty, actor: User | None) -> int:
    """The lines of a party go to another, as they are. How many. Refuses one that left (`party`)."""
    budget = lock(budget)
    if to.gone or to.budget_id != budget.pk or party.budget_id != budget.pk or to.pk == party.pk:
        raise Refusal(_("Choisissez un partenaire du dossier."), code="party", field="to")
    lines = list(Line.objects.filter(budget=budget, party=party))
    for line in lines:
        line.party, line.number = to, line.number + 1
    Line.objects.bulk_update(lines, ["party", "number"])
    told(budget, "give_lines", actor, party=party.name, to=to.name, lines=len(lines))
    _forget_gone(party)
    return len(lines)


@transaction.atomic
def remove_lines_of(*, budget: Budget, party: BudgetParty, actor: User | None) -> int:
    """Take out all the lines of a party that left. How many. Refuses for one that is still there (`party`)."""
    budget = lock(budget)
    party = BudgetParty.objects.get(pk=party.pk)
    if not party.gone:
        raise Refusal(_("%(name)s est toujours partenaire.") % {"name": party.name}, code="party")
    lines = Line.objects.filter(budget=budget, party=party)
    count, cents = lines.count(), sum(lines.values_list("cents", flat=True))
    lines.delete()
    told(budget, "remove_lines_of", actor, party=party.name, lines=count, cents=cents)
    _forget_gone(party)
    return count


def _forget_gone(party: BudgetParty) -> None:
    if party.gone:
        party.delete()


def facts_of(line: Line) -> Facts:
    """The facts of a line as it is."""
    names = Facts.__dataclass_fields__
    return Facts(**{name: getattr(line, name) for name in names})
