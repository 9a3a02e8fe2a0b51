"""« Et si… »: another plan from this one, nothing written."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from .money import part, split
from .plan import IndirectRule, Plan


@dataclass(frozen=True)
class Scenario:
    """`granted`: percent of what is asked that the funder gives, None as asked. `without`: parties that leave with
    their lines. `indirect_rate`, `max_rate`: other percentages, None as they are."""

    granted: Decimal | None = None
    without: frozenset[int] = field(default_factory=frozenset)
    indirect_rate: Decimal | None = None
    max_rate: Decimal | None = None


def apply(plan: Plan, scenario: Scenario) -> Plan:
    """The plan as the scenario makes it. The whole granted is rounded once, then shared among the lines that ask."""
    rows = [row for row in plan.rows if row.party is None or row.party not in scenario.without]
    rules = plan.rules
    if scenario.granted is not None:
        asked = [row for row in rows if row.requested and row.counts]
        whole = part(sum(row.cents for row in asked), scenario.granted)
        given = dict(zip(map(id, asked), split(whole, [row.cents for row in asked]), strict=True))
        rows = [replace(row, cents=given[id(row)]) if id(row) in given else row for row in rows]
    # The amount on the form follows: a question about money is not one about the form.
    requested = (
        None if rules.requested_cents is None else sum(row.cents for row in rows if row.requested and row.counts)
    )
    rules = replace(rules, requested_cents=requested)
    if scenario.indirect_rate is not None and rules.indirect in (IndirectRule.DIRECT, IndirectRule.PERSONNEL):
        rules = replace(rules, indirect_rate=scenario.indirect_rate)
    if scenario.max_rate is not None:
        rules = replace(rules, max_rate=scenario.max_rate)
    return Plan(
        tuple(rows), tuple(one for one in plan.parties if one not in scenario.without),
        plan.gone - scenario.without, rules,
    )  # fmt: skip
