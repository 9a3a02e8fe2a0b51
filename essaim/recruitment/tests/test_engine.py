"""Shared posts: what every answer keeps, and that the small ones are the best there are."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..engine import Need, Rules, arrange, combine, distance, greedy
from ..engine.problem import HALF, SLOTS, compatible

RULES = Rules()
BETHUNE = (50.529, 2.643)
PLACES = [BETHUNE, (50.535, 2.66), (50.48, 2.55), (50.60, 2.75), (50.291, 2.777)]
WEEK = (1 << 10) - 1
MORNINGS = sum(1 << 2 * day for day in range(5))

# Few values, so that needs meet: fifteen-minute steps, two families, five places.
needs_of = st.lists(
    st.builds(
        dict,
        organization=st.integers(1, 6),
        family=st.sampled_from(["M12", "K13"]),
        occupation=st.sampled_from(["a", "b"]),
        least=st.integers(2, 80).map(lambda quarter: quarter * 15),
        spare=st.integers(0, 16).map(lambda quarter: quarter * 15),
        slots=st.integers(1, (1 << SLOTS) - 1),
        place=st.sampled_from([*PLACES, None]),
        remote=st.booleans(),
        starts=st.integers(0, 90),
        window=st.integers(0, 90),
    ),
    max_size=9,
)


def built(rows) -> list[Need]:
    return [
        Need(
            key, row["organization"], row["family"], row["occupation"], row["least"], row["least"] + row["spare"],
            row["slots"], row["place"], row["remote"], row["starts"], row["starts"] + row["window"],
        )
        for key, row in enumerate(rows)
    ]  # fmt: skip


def need(key, hours, slots=WEEK, place=BETHUNE, **values) -> Need:
    facts = {"organization": key, "family": "M12", "occupation": "M1203"} | values
    return Need(key=key, least=hours * 60, most=hours * 60, slots=slots, place=place, **facts)


def check(post, rules=RULES) -> None:
    """What a post keeps, counted again from its parts."""
    used = 0
    for part in post.parts:
        assert part.need.least <= part.minutes <= part.need.most
        assert part.slots & ~part.need.slots == 0
        assert part.minutes <= HALF * part.slots.bit_count()
        assert part.slots & used == 0, "two employers on one half-day"
        used |= part.slots
    assert rules.least <= post.minutes <= rules.full
    assert post.employers >= 2
    assert len(post.parts) <= rules.most_parts
    assert len({part.need.family for part in post.parts}) == 1
    for one, other in itertools.combinations(post.parts, 2):
        km = distance(one.need, other.need)
        assert km is not None
        assert km <= rules.farthest
        assert max(one.need.starts, other.need.starts) <= min(one.need.starts_by, other.need.starts_by)
        if km > rules.same_day:
            days = [{slot // 2 for slot in range(SLOTS) if part.slots >> slot & 1} for part in (one, other)]
            assert not any(
                (one.slots >> 2 * day & 1 and other.slots >> 2 * day + 1 & 1)
                or (one.slots >> 2 * day + 1 & 1 and other.slots >> 2 * day & 1)
                for day in days[0] & days[1]
            )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(needs_of)
def test_whatever_the_needs_posts_hold_and_share_nothing(rows):
    needs = built(rows)
    answer = combine(needs, seconds=5)
    for post in [*answer.posts, *answer.others]:
        check(post)
    keys = [key for post in answer.posts for key in post.keys]
    assert len(keys) == len(set(keys))
    assert answer.objective == sum(post.score for post in answer.posts) <= answer.bound
    assert greedy(needs).objective <= answer.objective
    assert len({post.keys for post in answer.others}) == len(answer.others)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(needs_of)
def test_small_answers_are_the_best_there_are(rows):
    needs = built(rows[:7])
    posts = []
    for size in (2, 3, 4):
        for some in itertools.combinations(needs, size):
            if all(compatible(a, b, RULES) is not None for a, b in itertools.combinations(some, 2)):
                post = arrange(list(some), RULES)
                if post and post.employers > 1:
                    posts.append(post)

    def best(left, held):
        if not left:
            return 0
        first, rest = left[0], left[1:]
        without = best(rest, held)
        return without if first.keys & held else max(without, first.score + best(rest, held | first.keys))

    answer = combine(needs, seconds=30)
    assert answer.proved
    assert answer.objective == best(posts, frozenset())


def test_two_halves_make_a_full_time():
    answer = combine([need(1, 17), need(2, 18)])
    [post] = answer.posts
    assert (post.minutes, post.changes, answer.proved) == (35 * 60, 0, True)


def test_days_that_clash_make_nothing():
    assert combine([need(1, 17, MORNINGS), need(2, 17, MORNINGS)]).posts == []


def test_the_fewest_employers():
    """17 + 17 rather than 17 + 9 + 8, when both give a near full time."""
    answer = combine([need(1, 17), need(2, 17), need(3, 9), need(4, 8)])
    assert [sorted(post.keys) for post in answer.posts] == [[1, 2]]


def test_far_places_are_not_worked_on_the_same_day_nor_too_far_ones_at_all():
    near, far = (50.40, 2.55), (50.291, 2.777)  # 16 and 28 km away
    [post] = combine([need(1, 16), need(2, 16, place=near)]).posts
    check(post)
    assert post.changes == 0
    assert combine([need(1, 16), need(2, 16, place=far)]).posts == []
    assert combine([need(1, 16), need(2, 16, place=far, remote=True)]).posts


def test_what_was_given_up_is_not_proposed_again():
    needs = [need(1, 17), need(2, 18), need(3, 16)]
    [first] = combine(needs).posts
    [second] = combine(needs, without={first.keys}).posts
    assert first.keys != second.keys


def test_a_place_that_nobody_knows_is_combined_with_nothing():
    assert combine([need(1, 17), need(2, 17, place=None)]).posts == []


def test_starts_that_never_meet():
    assert combine([need(1, 17, starts=0, starts_by=10), need(2, 17, starts=11)]).posts == []


def test_the_same_seed_says_the_same():
    needs = [need(key, 6 + key % 9, WEEK if key % 3 else MORNINGS, PLACES[key % 4]) for key in range(30)]
    first, again = combine(needs, seed=3, seconds=60), combine(needs, seed=3, seconds=60)
    assert [post.keys for post in first.posts] == [post.keys for post in again.posts]
    assert first.objective > greedy(needs).objective or first.proved


@pytest.mark.parametrize("most", [3, 20])
def test_what_is_left_out_is_still_bounded(monkeypatch, most):
    """With few columns allowed, the bound stays one: above what all the columns give."""
    from ..engine import solve

    needs = [need(key, 6 + key % 9) for key in range(12)]
    whole = combine(needs, seconds=30)
    original = solve.pool_of
    monkeypatch.setattr(solve, "pool_of", lambda group, rules, without: original(group, rules, most=most))
    few = combine(needs, seconds=30)
    assert few.bound >= whole.objective
