"""A budget begins, its parties and packages follow the file's, its rules are those of the call, it leaves."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from ..enums import Indirect
from ..kinds import budget_kinds
from ..models import Budget, BudgetParty, Line, WorkPackage
from ..models.budget import MOST_YEARS
from .common import Member, Package, lock, one_line, told

RULES = ("title", "first_year", "last_year", "requested_cents", "max_rate", "indirect", "indirect_rate",
         "with_in_kind", "in_kind_counts")  # fmt: skip


@transaction.atomic
def create_budget(
    *, club: Club, kind: str, title: str, actor: User | None, first_year: int, last_year: int | None = None,
    parties: Sequence[Member] = (), packages: Sequence[Package] = (), **rules: Any,
) -> Budget:  # fmt: skip
    """Begin the budget of a joint answer. `kind`: a name of `kinds.budget_kinds` (KeyError for another). `rules`: of
    RULES. Refuses as `update_rules`."""
    budget_kinds[kind]
    if unknown := set(rules) - set(RULES):
        raise TypeError(f"not rules of a budget: {unknown}")
    budget = Budget(
        club=club, kind=kind, title=one_line(title)[:200], first_year=first_year, last_year=last_year or first_year,
        **rules,
    )  # fmt: skip
    _check(budget)
    budget.save()
    _set(BudgetParty, budget, parties)
    _set(WorkPackage, budget, packages)
    told(budget, "create", actor)
    return budget


@transaction.atomic
def set_parties(*, budget: Budget, actor: User | None, parties: Sequence[Member]) -> list[BudgetParty]:
    """Follow the partners of the file: new ones come, names follow, who left goes when it has no line.

    Who left with lines stays, marked `gone`: the budget says so until somebody gives its lines to another or takes
    them out. Gives those back. One that comes again is a party as before. Nothing changed: nothing is written.
    """
    budget = lock(budget)
    if _set(BudgetParty, budget, parties):
        told(budget, "set_parties", actor, parties=[one.name for one in parties])
    return list(BudgetParty.objects.filter(budget=budget, gone=True))


@transaction.atomic
def set_packages(*, budget: Budget, actor: User | None, packages: Sequence[Package]) -> None:
    """Follow the packages of the work plan, as `set_parties` does; one that went with lines keeps them, marked."""
    budget = lock(budget)
    if _set(WorkPackage, budget, packages):
        told(budget, "set_packages", actor, packages=[one.name for one in packages])


def _set(model: type[BudgetParty] | type[WorkPackage], budget: Budget, given: Sequence[Any]) -> bool:
    """Whether anything changed."""
    known: dict[str, Any] = {one.key: one for one in model.objects.filter(budget=budget)}
    changed = False
    for place, one in enumerate(given):
        values = {"name": one_line(one.name)[:160], "place": place, "gone": False}
        if model is BudgetParty:
            values["organization_id"] = one.organization.pk if one.organization else None
        row = known.pop(one.key, None) or model(club=budget.club, budget=budget, key=one.key)
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()
            changed = True
    for row in known.values():
        if not row.lines.exists():
            row.delete()
            changed = True
        elif not row.gone:
            row.gone = True
            row.save(update_fields=["gone", "updated_at"])
            changed = True
    return changed


@transaction.atomic
def update_rules(*, budget: Budget, actor: User | None, seen: int | None = None, **rules: Any) -> Budget:
    """Change its title, years, requested amount, rates. `seen`: `Budget.rules_number` when the form was shown; refused
    (code `changed`) when somebody changed them since.

    Refuses years that are turned round or more than six (field `last_year`), a year that has lines out (`years`), rates
    out of 0–100, in kind put out while lines hold some (`in_kind`).
    """
    budget = lock(budget)
    if unknown := set(rules) - set(RULES):
        raise TypeError(f"not rules of a budget: {unknown}")
    before = {name: getattr(budget, name) for name in rules}
    if seen is not None and budget.rules_number != seen:
        raise Refusal(
            _("Quelqu'un vient de changer ces règles. Relisez-les, puis gardez les vôtres si elles sont justes."),
            code="changed",
        )
    for name, value in rules.items():
        setattr(budget, name, one_line(value)[:200] if name == "title" else value)
    if budget.indirect in (Indirect.NONE, Indirect.REAL):
        budget.indirect_rate = Decimal(0)
    _check(budget)
    lines = Line.objects.filter(budget=budget)
    if outside := lines.exclude(year__range=(budget.first_year, budget.last_year)).count():
        raise Refusal(
            ngettext("%(count)s ligne est d'une autre année : changez-la d'abord.",
                     "%(count)s lignes sont d'autres années : changez-les d'abord.", outside) % {"count": outside},
            code="years", field="last_year",
        )  # fmt: skip
    if not budget.with_in_kind and lines.filter(account__regex="^8[67]").exists():
        raise Refusal(
            _("Des lignes valorisent du bénévolat ou des dons : retirez-les d'abord."), code="in_kind",
            field="with_in_kind",
        )  # fmt: skip
    changes = {name: [_plain(before[name]), _plain(getattr(budget, name))] for name in rules
               if before[name] != getattr(budget, name)}  # fmt: skip
    if changes:
        budget.rules_number += 1
        budget.save()
        told(budget, "update_rules", actor, changes=changes)
    return budget


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


def _check(budget: Budget) -> None:
    if not budget.title:
        raise Refusal(_("Donnez un titre au budget."), code="title", field="title")
    if not 2000 <= budget.first_year <= 2100:
        raise Refusal(_("Écrivez une année comme 2027."), code="years", field="first_year")
    if budget.last_year < budget.first_year:
        raise Refusal(_("La dernière année vient après la première."), code="years", field="last_year")
    if budget.last_year - budget.first_year >= MOST_YEARS:
        raise Refusal(_("Six années au plus."), code="years", field="last_year")
    for name, least in (("max_rate", Decimal("0.01")), ("indirect_rate", Decimal(0))):
        value = getattr(budget, name)
        if value is not None and not least <= value <= 100:
            raise Refusal(_("Un pourcentage va de 0 à 100."), code="rate", field=name)
    if budget.indirect in (Indirect.DIRECT, Indirect.PERSONNEL) and not budget.indirect_rate:
        raise Refusal(_("Dites le pourcentage du forfait."), code="rate", field="indirect_rate")


@transaction.atomic
def freeze(*, budget: Budget, actor: User | None, at: datetime | None = None) -> Budget:
    """It left with its file: nothing in it changes any more. Frozen already, it stays so."""
    budget = lock(budget, frozen=True)
    if budget.frozen_at is None:
        budget.frozen_at = at or timezone.now()
        budget.save(update_fields=["frozen_at", "updated_at"])
        told(budget, "freeze", actor)
    return budget


@transaction.atomic
def thaw(*, budget: Budget, actor: User | None) -> Budget:
    """The file came back to its authors (a copy asked by the funder): it may change again."""
    budget = lock(budget, frozen=True)
    if budget.frozen_at is not None:
        budget.frozen_at = None
        budget.save(update_fields=["frozen_at", "updated_at"])
        told(budget, "thaw", actor)
    return budget


@transaction.atomic
def copy_budget(
    *, budget: Budget, club: Club, kind: str, title: str, actor: User | None, first_year: int | None = None,
    parties: dict[str, Member] | None = None,
) -> Budget:  # fmt: skip
    """The same lines for another call: years moved so that the first is `first_year`, what was granted or refused asked
    anew, nothing requested written. `parties`: by old key, the new one; others come as they are."""
    shift = (first_year or budget.first_year) - budget.first_year
    copy = Budget.objects.create(
        club=club, kind=kind, title=one_line(title)[:200], first_year=budget.first_year + shift,
        last_year=budget.last_year + shift, max_rate=budget.max_rate, indirect=budget.indirect,
        indirect_rate=budget.indirect_rate, with_in_kind=budget.with_in_kind, in_kind_counts=budget.in_kind_counts,
    )  # fmt: skip
    new: dict[tuple[str, int], Any] = {}
    for one in BudgetParty.objects.filter(budget=budget, gone=False).select_related("organization"):
        member = (parties or {}).get(one.key) or Member(one.key, one.name, one.organization)
        new["party", one.pk] = BudgetParty.objects.create(
            club=club, budget=copy, key=member.key, name=member.name, organization=member.organization, place=one.place
        )
    for package in WorkPackage.objects.filter(budget=budget, gone=False):
        new["package", package.pk] = WorkPackage.objects.create(
            club=club, budget=copy, key=package.key, name=package.name, place=package.place
        )
    lines = []
    for line in Line.objects.filter(budget=budget):
        if line.party_id and ("party", line.party_id) not in new:
            continue
        line.party = new.get(("party", line.party_id or 0))
        line.package = new.get(("package", line.package_id or 0))
        line.pk, line.club, line.budget, line.number, line.author = None, club, copy, 1, actor
        line.year += shift
        line.funding = "asked" if line.funding in ("granted", "refused") else line.funding
        lines.append(line)
    Line.objects.bulk_create(lines)
    told(copy, "copy", actor, of=budget.pk)
    return copy
