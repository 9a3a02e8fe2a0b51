"""A budget as numbers: its lines, its rules, and what they add up to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from .accounts import ACCOUNTS, Side
from .money import part, split

PERSONNEL = "64"
Cut = Literal["party", "package", "account", "group", "year"]


class IndirectRule(StrEnum):
    """How indirect costs are reckoned: none, a flat part of all direct costs or of those of staff, or real lines."""

    NONE = "none"
    DIRECT = "direct"
    PERSONNEL = "personnel"
    REAL = "real"


@dataclass(frozen=True)
class Row:
    """One line. `party` None: of all together. `requested`: asked of the funder whom the file is for. `counts`: False
    for a funding that was refused."""

    account: str
    cents: int
    party: int | None = None
    package: int | None = None
    year: int = 0
    requested: bool = False
    counts: bool = True
    key: int | None = None

    @property
    def group(self) -> str:
        return ACCOUNTS[self.account].group

    @property
    def side(self) -> Side:
        return ACCOUNTS[self.account].side

    @property
    def in_kind(self) -> bool:
        return ACCOUNTS[self.account].in_kind


@dataclass(frozen=True)
class Rules:
    """Of the call. `max_rate` and `indirect_rate` in percent. `in_kind_counts`: the funding rate is reckoned on a total
    that holds the contributions in kind. `requested_cents`: the amount written on the form."""

    requested_cents: int | None = None
    max_rate: Decimal | None = None
    in_kind_counts: bool = False
    indirect: IndirectRule = IndirectRule.NONE
    indirect_rate: Decimal = Decimal(0)


@dataclass(frozen=True)
class Plan:
    """`parties`: those that take part, in order, with a line or without; `gone`: those that left and still have
    lines."""

    rows: tuple[Row, ...] = ()
    parties: tuple[int, ...] = ()
    gone: frozenset[int] = field(default_factory=frozenset)
    rules: Rules = Rules()


@dataclass(frozen=True)
class Balance:
    """In cents. `charges` and `income` without what is in kind; `gap` = charges − income; `requested` is the sum of the
    lines asked of the funder; `base` the total that the rate is a part of."""

    charges: int
    income: int
    kind_charges: int
    kind_income: int
    indirect: int
    requested: int
    base: int

    @property
    def gap(self) -> int:
        return self.charges - self.income

    @property
    def rate(self) -> Decimal | None:
        """Requested / total, in percent with two decimals; None without charges."""
        return (Decimal(self.requested) * 100 / self.base).quantize(Decimal("0.01")) if self.base else None


def indirect_rows(plan: Plan) -> tuple[Row, ...]:
    """Flat indirect costs, shared among the direct ones in proportion, so that every cut adds up to the same total."""
    rules = plan.rules
    if rules.indirect not in (IndirectRule.DIRECT, IndirectRule.PERSONNEL):
        return ()
    cells: dict[tuple[int | None, int | None, int], int] = defaultdict(int)
    for row in plan.rows:
        if row.side == Side.EXPENSE and not row.in_kind and row.group != "indirect":
            if rules.indirect == IndirectRule.PERSONNEL and row.group != PERSONNEL:
                continue
            cells[row.party, row.package, row.year] += row.cents
    total = part(sum(cells.values()), rules.indirect_rate)
    shares = split(total, list(cells.values()))
    return tuple(
        Row("indirect", cents, party, package, year)
        for (party, package, year), cents in zip(cells, shares, strict=True)
        if cents
    )


def whole(plan: Plan) -> tuple[Row, ...]:
    """All that counts: the lines, those refused aside, and the flat indirect costs."""
    return (*(row for row in plan.rows if row.counts), *indirect_rows(plan))


def totals(rows: Iterable[Row], by: Cut, *, side: Side | None = None, in_kind: bool | None = None) -> dict:
    """Cents by party, package, account, group or year; `in_kind` None: with what is in kind, False: without, True: it
    alone."""
    found: dict = defaultdict(int)
    for row in rows:
        if (side is None or row.side == side) and (in_kind is None or row.in_kind == in_kind):
            found[getattr(row, by)] += row.cents
    return dict(found)


def by_class(plan: Plan, *, year: int | None = None) -> dict[str, int]:
    """Cents by group of the grid (`60`, `74`, `indirect`, `own`, `86`…)."""
    return totals((row for row in whole(plan) if year is None or row.year == year), "group")


def balance(plan: Plan) -> Balance:
    sums: dict[tuple[Side, bool], int] = defaultdict(int)
    requested = indirect = 0
    for row in whole(plan):
        sums[row.side, row.in_kind] += row.cents
        requested += row.cents if row.requested else 0
        indirect += row.cents if row.group == "indirect" else 0
    charges, kind = sums[Side.EXPENSE, False], sums[Side.EXPENSE, True]
    return Balance(
        charges, sums[Side.INCOME, False], kind, sums[Side.INCOME, True], indirect, requested,
        charges + (kind if plan.rules.in_kind_counts else 0),
    )  # fmt: skip
