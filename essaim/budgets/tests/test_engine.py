"""The reckoning holds whatever the numbers (hypothesis): sums, rounding, shares."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.budgets.engine import (
    ACCOUNTS,
    CODES,
    IndirectRule,
    Plan,
    Row,
    Rules,
    Scenario,
    Side,
    amount,
    apply,
    balance,
    by_class,
    indirect_rows,
    part,
    positions,
    problems,
    split,
    totals,
    whole,
)  # fmt: skip
from essaim.budgets.engine.accounts import COUNTERPART

cents = st.integers(0, 5_000_000_00)
percents = st.decimals(0, 100, places=2)
PARTIES = (1, 2, 3)


@st.composite
def rows(draw):
    account = draw(st.sampled_from(CODES))
    income = ACCOUNTS[account].side == Side.INCOME and not ACCOUNTS[account].in_kind
    return Row(
        account, draw(cents), draw(st.sampled_from([None, *PARTIES])), draw(st.sampled_from([None, 7, 8])),
        draw(st.sampled_from([2026, 2027])), income and draw(st.booleans()), not income or draw(st.booleans()),
    )  # fmt: skip


@st.composite
def plans(draw):
    rules = Rules(
        draw(st.none() | cents), draw(st.none() | percents), draw(st.booleans()), draw(st.sampled_from(IndirectRule)),
        draw(percents),
    )  # fmt: skip
    return Plan(tuple(draw(st.lists(rows(), max_size=12))), PARTIES, frozenset(), rules)


@given(plans())
@settings(max_examples=300, deadline=None)
def test_every_cut_adds_up_to_the_same_total(plan):
    rows = whole(plan)
    for side in Side:
        for in_kind in (None, True, False):
            sums = {
                sum(totals(rows, by, side=side, in_kind=in_kind).values())
                for by in ("party", "package", "account", "group", "year")
            }
            assert len(sums) == 1
    found = balance(plan)
    assert found.charges == sum(totals(rows, "party", side=Side.EXPENSE, in_kind=False).values())
    assert found.charges + found.kind_charges == sum(
        cents for group, cents in by_class(plan).items() if group in ("indirect", "86") or group.startswith("6")
    )
    years = Counter()
    for year in (2026, 2027):
        years.update(by_class(plan, year=year))
    assert {group: cents for group, cents in by_class(plan).items() if cents} == {
        group: cents for group, cents in years.items() if cents
    }


@given(plans())
@settings(max_examples=300, deadline=None)
def test_flat_indirect_costs_are_the_rate_of_their_base_rounded_once(plan):
    flat = indirect_rows(plan)
    if plan.rules.indirect in (IndirectRule.NONE, IndirectRule.REAL):
        assert flat == ()
        return
    groups = ["64"] if plan.rules.indirect == IndirectRule.PERSONNEL else [str(one) for one in range(60, 70)]
    base = sum(row.cents for row in plan.rows if row.group in groups)
    exact = Decimal(base) * plan.rules.indirect_rate / 100
    assert abs(sum(row.cents for row in flat) - exact) <= Decimal("0.5")
    for row in flat:  # nobody bears a part without having spent
        assert any(one.party == row.party and one.year == row.year and one.cents for one in plan.rows)


@given(plans())
@settings(max_examples=300, deadline=None)
def test_what_each_has_to_find_is_what_is_missing_in_all(plan):
    found = positions(plan)
    sums = balance(plan)
    assert [one.party for one in found] == list(PARTIES)
    assert sum(one.missing for one in found) == sums.gap
    assert sum(one.charges for one in found) == sums.charges
    assert sum(one.own + one.common for one in found) == sums.income
    assert sum(one.requested for one in found) == sums.requested
    assert sum(one.in_kind for one in found) == sums.kind_charges


@given(st.integers(-10_000_000, 10_000_000), st.lists(st.integers(0, 5000), max_size=12))
@settings(max_examples=400, deadline=None)
def test_a_split_adds_up_to_the_cent(total, weights):
    parts = split(total, weights)
    assert len(parts) == len(weights)
    if not weights:
        return
    assert sum(parts) == total
    weights = weights if any(weights) else [1] * len(weights)
    whole_weight = sum(weights)
    for one, weight in zip(parts, weights, strict=True):
        assert abs(one * whole_weight - total * weight) < whole_weight  # within a cent of the exact share


@given(st.decimals(0, 100_000, places=2), st.integers(0, 10_000_00))
def test_a_product_is_within_half_a_cent(quantity, unit):
    assert abs(amount(quantity, unit) - quantity * unit) <= Decimal("0.5")


def test_half_a_cent_goes_up():
    assert (amount(Decimal("0.5"), 1), amount(Decimal("1.5"), 1), part(50, Decimal(1)), part(149, Decimal(1))) == (
        1, 2, 1, 1
    )  # fmt: skip
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(100, [1, 2]) == [33, 67]


@given(plans(), percents)
@settings(max_examples=200, deadline=None)
def test_what_if_the_funder_gives_less(plan, percent):
    before, after = balance(plan), balance(apply(plan, Scenario(granted=percent)))
    assert after.requested == part(before.requested, percent)
    assert before.charges == after.charges
    assert after.gap - before.gap == before.requested - after.requested
    assert apply(plan, Scenario()).rows == plan.rows


@given(plans(), st.sampled_from(PARTIES))
@settings(max_examples=200, deadline=None)
def test_what_if_a_party_leaves(plan, party):
    after = apply(plan, Scenario(without=frozenset([party])))
    assert {one.party for one in positions(after)} == set(PARTIES) - {party}
    assert sum(row.cents for row in after.rows) == sum(row.cents for row in plan.rows if row.party != party)


def a_plan(**rules):
    lines = [
        Row("64-pay", 60_000_00, 1, 7, 2026), Row("60-supplies", 15_000_00, 2, 8, 2026),
        Row("74-region", 60_000_00, None, None, 2026, requested=True), Row("own", 15_000_00, 1, None, 2026),
        Row("86-volunteers", 5_000_00, 2, 7, 2026), Row("87-volunteers", 5_000_00, 2, 7, 2026),
    ]  # fmt: skip
    return Plan(tuple(lines), (1, 2), frozenset(), Rules(**rules))


def codes(plan):
    return [one.code for one in problems(plan)]


def test_a_balanced_plan_has_no_problem_and_each_fault_is_told():
    plan = a_plan(requested_cents=60_000_00, max_rate=Decimal(80))
    assert codes(plan) == []
    assert balance(plan).rate == Decimal("80.00")
    assert balance(replace(plan, rules=replace(plan.rules, in_kind_counts=True))).rate == Decimal("75.00")
    over = replace(plan, rows=(*plan.rows, Row("61", 124050, 2)))
    assert [(one.code, one.cents) for one in problems(over)] == [("over", 124050)]
    under = replace(plan, rows=(*plan.rows, Row("70", 1, 2)))
    assert [(one.code, one.cents) for one in problems(under)] == [("under", 1)]
    kind = replace(plan, rows=(*plan.rows, Row("86-relief", 300, 2)))
    assert [(one.code, one.cents) for one in problems(kind)] == [("in_kind", 300)]
    assert codes(replace(plan, rules=replace(plan.rules, requested_cents=59_000_00))) == ["request"]
    assert codes(replace(plan, parties=(1, 2, 3))) == ["party"]
    assert codes(replace(plan, parties=(1,), gone=frozenset([2]))) == ["gone"]
    assert codes(Plan(parties=(1,))) == ["empty"]
    assert codes(replace(plan, rows=(*plan.rows, Row("indirect", 100, 1), Row("70", 100, 1)))) == ["indirect"]


def test_one_cent_above_the_limit_is_told():
    plan = a_plan(max_rate=Decimal(80))
    rows = [replace(row, cents=row.cents + 1) if row.requested else row for row in plan.rows]
    rows = [replace(row, cents=row.cents - 1) if row.account == "own" else row for row in rows]
    over = replace(plan, rows=tuple(rows))
    assert balance(over).rate == Decimal("80.00")  # rounded, it would pass
    assert [(one.code, one.cents) for one in problems(over)] == [("rate", 1)]


def test_refused_money_counts_no_more():
    plan = a_plan()
    rows = tuple(replace(row, counts=False) if row.requested else row for row in plan.rows)
    assert balance(replace(plan, rows=rows)).gap == 60_000_00


def test_at_eighty_percent_each_finds_its_part():
    after = apply(a_plan(), Scenario(granted=Decimal(80)))
    found = {one.party: one.missing for one in positions(after)}
    assert sum(found.values()) == 12_000_00
    # 48,000 € in proportion to the charges, 60,000 and 15,000; the first brings 15,000 of its own.
    assert found == {1: 60_000_00 - 38_400_00 - 15_000_00, 2: 15_000_00 - 9_600_00}


@pytest.mark.parametrize("account", CODES)
def test_accounts_are_whole(account):
    one = ACCOUNTS[account]
    assert one.code == account
    assert one.in_kind == (one.group in ("86", "87"))
    if one.side == Side.EXPENSE and one.in_kind:
        assert ACCOUNTS[COUNTERPART[account]].side == Side.INCOME


def test_form_and_chart_disagree_on_two_natures():
    """The reason why lines keep the nature: domain.md §5.3."""
    numbers = [(ACCOUNTS[code].form, ACCOUNTS[code].chart) for code in ("87-volunteers", "87-services", "87-gifts")]
    assert numbers == [("870", "875"), ("871", "871"), ("875", "870")]
