"""Costs: the formula, and cents that add up."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..costs import Hypotheses, base_of, costs, rounded

rates = st.builds(
    Hypotheses, wage=st.integers(0, 10_000), charges=st.integers(0, 10_000), fees=st.integers(0, 5000),
    payslip=st.integers(0, 10_000),
)  # fmt: skip


def test_the_formula():
    """17 h 30 × 52 / 12 × 13 € × 1.30 = 1,281.583… €."""
    group, loan, alone = costs([1050, 1050], Hypotheses(wage=1300, charges=3000, fees=800, payslip=2500))
    assert rounded(base_of(1050, Hypotheses())) == 128_158
    assert (loan.by_structure, loan.total) == ([128_159, 128_158], 256_317)
    assert group.total == 276_822
    assert alone.by_structure == [130_658, 130_658]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(1, 2100), min_size=1, max_size=5), rates)
def test_what_each_pays_is_what_all_pay(minutes, rules):
    for cost in costs(minutes, rules):
        assert sum(cost.by_structure) == cost.total
        exact = [base_of(one, rules) for one in minutes]
        for part, base in zip(cost.by_structure, exact, strict=True):
            assert part >= int(base)
