"""The reckoning holds whatever the numbers (hypothesis)."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.purchases.engine import Promise, Wish, holding, price_at, round_to_cases, split

counts = st.integers(1, 40)


@st.composite
def wishes(draw):
    rows = []
    for key in range(draw(st.integers(1, 7))):
        quantity = draw(counts)
        least = draw(st.integers(1, quantity))
        rows.append(Wish(key, quantity, least, quantity + draw(st.integers(0, 12))))
    return rows


@given(wishes(), st.integers(1, 30))
@settings(max_examples=400, deadline=None)
def test_cases_are_whole_and_everybody_is_within_their_limits(rows, case_size):
    found = round_to_cases(rows, case_size)
    least, most = sum(one.least for one in rows), sum(one.most for one in rows)
    exists = any(total % case_size == 0 for total in range(least, most + 1))
    assert found.possible == exists  # nobody is left out when a solution exists
    if not exists:
        assert found.allotted == {}
        return
    assert sum(found.allotted.values()) == found.cases * case_size
    assert set(found.allotted) == {one.key for one in rows}
    for one in rows:
        assert one.least <= found.allotted[one.key] <= one.most
    # No other number of cases is nearer to what was wanted.
    wanted = sum(one.quantity for one in rows)
    nearest = min(abs(total - wanted) for total in range(least, most + 1) if total % case_size == 0)
    assert abs(found.cases * case_size - wanted) == nearest
    # Nobody is asked for more while another is asked for less.
    changes = [found.allotted[one.key] - one.quantity for one in rows]
    assert all(change >= 0 for change in changes) or all(change <= 0 for change in changes)
    assert round_to_cases(rows, case_size) == found


@given(wishes(), st.integers(1, 30))
@settings(max_examples=300, deadline=None)
def test_the_difference_is_shared_in_proportion(rows, case_size):
    """Of two who did not reach their limit, the one who wants more moves at least as much, but for one unit."""
    found = round_to_cases(rows, case_size)
    if not found.possible:
        return
    for one, other in combinations(rows, 2):
        moves = {row.key: abs(found.allotted[row.key] - row.quantity) for row in (one, other)}
        small, large = sorted((one, other), key=lambda row: row.quantity)
        at_limit = found.allotted[large.key] in (large.least, large.most)
        assert at_limit or moves[large.key] >= moves[small.key] - 1


def test_an_example_that_can_be_read():
    rows = [Wish(1, 10, 8, 12), Wish(2, 5, 5, 6), Wish(3, 4, 3, 4)]  # 19 wanted, cases of 6
    found = round_to_cases(rows, 6)
    assert found.cases == 3
    assert found.allotted == {1: 9, 2: 5, 3: 4}
    firm = [Wish(1, 10, 10, 10), Wish(2, 5, 5, 5)]
    found = round_to_cases(firm, 6)
    assert (found.possible, found.over, found.missing) == (False, 3, 3)


@st.composite
def promises(draw):
    return [
        Promise(key, draw(counts), draw(st.none() | st.integers(1, 60)), draw(st.sampled_from(["units", "people"])))
        for key in range(draw(st.integers(0, 7)))
    ]


def _stands(group):
    count = {"people": len(group), "units": sum(one.quantity for one in group)}
    return all(one.if_least is None or count[one.if_basis] >= one.if_least for one in group)


@given(promises())
@settings(max_examples=200, deadline=None)
def test_who_is_in_is_the_largest_group_that_stands(rows):
    found = holding(rows)
    assert _stands([one for one in rows if one.key in found])
    for size in range(len(rows) + 1):
        for group in combinations(rows, size):
            if _stands(group):
                assert {one.key for one in group} <= found


@given(st.integers(0, 10_000_000), st.lists(st.integers(0, 500), min_size=1, max_size=12).filter(any))
@settings(max_examples=300, deadline=None)
def test_a_split_adds_up_to_the_cent(cents, weights):
    parts = split(cents, weights)
    assert sum(parts) == cents
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - cents * weight) < whole  # within a cent of the exact share
        assert weight or part == 0


@given(st.lists(st.tuples(st.integers(2, 100), st.integers(1, 900)), unique_by=lambda one: one[0]), counts)
def test_the_price_is_that_of_the_last_tier_reached(tiers, count):
    reached = [tier for tier in sorted(tiers) if tier[0] <= count]
    assert price_at(1000, tiers, count) == (reached[-1][1] if reached else 1000)
