"""Proposals shared out: nobody is shown to all, nobody who suits somebody to none, nobody is left with nothing."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.introductions.sharing import share_out


def wanted_from(scores):
    return {
        one: [((-score, other), other) for other, score in row.items() if other != one] for one, row in scores.items()
    }


def test_a_member_that_suits_all_is_shown_to_its_share_only():
    """Twenty members; the first suits everybody best, then each the next ones."""
    scores = {one: {0: 9.0} | {(one + step) % 20: 2.0 - step / 10 for step in range(1, 9)} for one in range(20)}
    shown = share_out(wanted_from(scores), 4)
    times = Counter(other for row in shown.values() for other in row)
    assert all(len(row) == 4 for row in shown.values())
    assert set(times) == set(range(20))
    assert max(times.values()) == times[0] == 6  # one and a half times four
    assert all(row[0] == 0 for row in shown.values() if 0 in row)  # still the best first


def test_the_only_one_that_suits_is_shown_all_the_same():
    scores = {one: {0: 1.0} for one in range(1, 9)} | {0: {}}
    shown = share_out(wanted_from(scores), 4)
    assert shown == {0: []} | {one: [0] for one in range(1, 9)}


def test_a_member_that_suits_nobody_best_is_shown_once():
    scores = {one: {other: 5.0 for other in range(5) if other != one} | {9: 0.1} for one in range(5)} | {9: {}}
    shown = share_out(wanted_from(scores), 2)
    assert sum(9 in row for row in shown.values()) == 1


@settings(deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 12), st.dictionaries(st.integers(0, 12), st.floats(0.1, 3.0), max_size=12), max_size=13
    ),
    st.integers(1, 6),
)
def test_what_holds_whatever_the_club(scores, most):
    wanted = wanted_from(scores)
    shown = share_out(wanted, most)
    for one, row in shown.items():
        ranks = {other: rank for rank, other in wanted[one]}
        assert len(row) == len(set(row)) <= most
        assert row == sorted(row, key=ranks.__getitem__)
        assert bool(row) == bool(ranks)
    assert shown == share_out(wanted, most)
