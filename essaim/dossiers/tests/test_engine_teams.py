"""Teams proposed: the small ones are the best there are, counted again by hand; what is asked is kept to."""

import random
from itertools import combinations
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.territory.geometry import distance_km

from ..engine import Candidate, Need, NeedKind, Problem, Rules, compose, greedy
from ..engine.problem import ADDED_UP

HUB = (50.53, 2.64)
PLACES = [HUB, (50.55, 2.7), (50.29, 2.78), (48.85, 2.35), None]
KINDS = list(NeedKind)


@st.composite
def problems(draw) -> Problem:
    """Few values, so that candidates compete: up to seven of them, up to five needs of any kind."""
    needs = [
        Need(
            f"n{number}", kind := draw(st.sampled_from([NeedKind.SKILL, *KINDS])), draw(st.integers(1, 5)),
            draw(st.booleans()), draw(st.integers(1, 12 if kind in ADDED_UP else 2)),
        )
        for number in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    size = draw(st.integers(1, 7))
    keys = st.sampled_from([need.key for need in needs] or ["none"])
    candidates = [
        Candidate(
            f"c{number}",
            draw(st.dictionaries(keys, st.sampled_from([30, 60, 100]))),
            hands=draw(st.integers(0, 3)),
            capacity=draw(st.integers(0, 8)),
            own_funds=draw(st.integers(0, 8)),
            references=draw(st.dictionaries(keys, st.integers(0, 3))),
            place=draw(st.sampled_from(PLACES)),
            worked_with={f"c{draw(st.integers(0, size - 1))}": draw(st.integers(0, 3)) for _pair in range(2)},
            availability=draw(st.sampled_from([0, 50, 100])),
            can_lead=draw(st.booleans()),
        )
        for number in range(size)
    ]  # fmt: skip
    kept = draw(st.sets(st.sampled_from(range(size)), max_size=2))
    excluded = draw(st.sets(st.sampled_from(range(size)), max_size=2)) - kept
    return Problem(
        tuple(needs), tuple(candidates), frozenset(f"c{n}" for n in kept), frozenset(f"c{n}" for n in excluded), HUB,
        Rules(most_members=draw(st.integers(2, 5))),
    )  # fmt: skip


def worth(problem: Problem, team: tuple[Candidate, ...]) -> int:
    """The points of a team, from the words of the rules; the assignment by trying everything."""
    rules, total = problem.rules, 0
    for one in team:
        km = float(rules.nowhere) if one.place is None else distance_km(*HUB, *one.place)
        total -= rules.partner + rules.km * min(rules.far, ceil(km)) + rules.busy * (100 - one.availability) // 100
    slots = []
    for need in problem.needs:
        if need.required:
            total -= rules.missing
        if need.kind in ADDED_UP:
            steps = min(100, sum(min(100, 100 * one.brings(need) // need.quantity) for one in team))
            total += steps * (need.weight + (rules.missing // 100 if need.required else 0))
        else:
            slots += [need] * need.quantity
    pairs = {
        frozenset((one.key, other.key))
        for one in team for other in team
        if one.key != other.key and max(one.worked_with.get(other.key, 0), other.worked_with.get(one.key, 0))
    }  # fmt: skip
    total += rules.proven * min(rules.most_proven, len(pairs))
    if len(team) > 1 and any(not any(one.key in pair for pair in pairs) for one in team):
        total += rules.new
    return total + _assigned(rules, slots, team, 0, dict.fromkeys((one.key for one in team), 0), set())


def _assigned(rules, slots, team, number, load, taken) -> int:
    if number == len(slots):
        return 0
    need = slots[number]
    best = _assigned(rules, slots, team, number + 1, load, taken)
    for one in team:
        well = one.covers.get(need.key, 0)
        skill = need.kind == NeedKind.SKILL
        if not well or (need.key, one.key) in taken or (skill and load[one.key] >= one.hands):
            continue
        gained = (need.weight * well + (rules.missing if need.required else 0)) // need.quantity
        more = load | {one.key: load[one.key] + skill}
        best = max(best, gained + _assigned(rules, slots, team, number + 1, more, taken | {(need.key, one.key)}))
    return best


def all_teams(problem: Problem) -> dict[frozenset, int]:
    """Every team that is allowed, with its points."""
    who = [
        one
        for one in problem.candidates
        if one.key in problem.kept or (one.key not in problem.excluded and one.availability)
    ]
    kept = [one for one in who if one.key in problem.kept]
    least = max(len(kept), min(2, len(who)))
    most = max(len(kept), min(problem.rules.most_members, len(who)))
    leads = any(one.can_lead for one in who)
    return {
        frozenset(one.key for one in team): worth(problem, team)
        for size in range(least, most + 1)
        for team in combinations(who, size)
        if {one.key for one in kept} <= {one.key for one in team} and (not leads or any(one.can_lead for one in team))
    }


common = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@common
@given(problems())
def test_the_first_team_is_the_best_there_is(problem):
    every = {team: points for team, points in all_teams(problem).items() if team}
    teams = compose(problem, count=1, seconds=20)
    assert bool(teams) == bool(every)
    for team in teams:
        assert team.points == every[frozenset(team.members)] == max(every.values())
        assert team.bound == team.points
        assert team.gap == 0


@common
@given(problems(), st.integers(1, 3))
def test_the_next_ones_are_the_best_of_those_that_differ_enough(problem, differ):
    every = {team: points for team, points in all_teams(problem).items() if team}
    found: list[frozenset] = []
    for team in compose(problem, count=4, differ=differ, seconds=20):
        others = [before - problem.kept for before in found]
        left = {
            one: points
            for one, points in every.items()
            if all(len(one & before) <= max(0, len(before) - differ) for before in others)
        }
        assert team.points == every[frozenset(team.members)] == max(left.values())
        assert team.proved
        found.append(frozenset(team.members))
    assert len(set(found)) == len(found)


@common
@given(problems())
def test_by_hand_is_never_better_nor_beyond_the_rules(problem):
    by_hand = greedy(problem)
    if by_hand is not None:
        every = all_teams(problem)
        assert by_hand.points == every[frozenset(by_hand.members)]
        assert by_hand.points <= compose(problem, count=1, seconds=20)[0].points


@common
@given(problems())
def test_who_is_kept_is_in_and_who_is_out_is_out(problem):
    for team in compose(problem, count=3, seconds=20):
        assert problem.kept <= set(team.members)
        assert not problem.excluded & set(team.members)
        for need in problem.needs:
            carriers = team.carriers[need.key]
            assert set(carriers) <= set(team.members)
            assert bool(carriers) == (team.shares[need.key] > 0) or need.kind in ADDED_UP
        for one in problem.candidates:
            skills = [need for need in problem.needs if need.kind == NeedKind.SKILL]
            assert sum(one.key in team.carriers[need.key] for need in skills) <= one.hands


def test_a_team_is_told_in_facts():
    """Three needs of four; two who worked together twice, one who worked with nobody; the nearer of two alike."""
    needs = [
        Need("catering", NeedKind.SKILL, 5),
        Need("laundry", NeedKind.SKILL, 3),
        Need("esus", NeedKind.STATUS, 4, required=True),
        Need("people", NeedKind.CAPACITY, 2, quantity=40),
    ]
    candidates = [
        Candidate("near", {"laundry": 100}, place=HUB, capacity=10, worked_with={"lead": 2}),
        Candidate("far", {"laundry": 100}, place=(48.85, 2.35), capacity=10, worked_with={"lead": 2}),
        Candidate("lead", {"esus": 100}, place=HUB, capacity=4, can_lead=True),
        Candidate("many", {}, place=HUB, capacity=15),
    ]
    [team, *_rest] = compose(Problem(tuple(needs), tuple(candidates), hub=HUB), count=3)
    assert set(team.members) == {"near", "lead"}
    assert team.lead == "lead" == team.members[0]
    assert team.missing == ("catering",)
    assert team.partly == ("people",)
    assert team.covered == ("laundry", "esus")
    assert team.proven == (("near", "lead", 2),)
    assert team.new == ()
    assert team.farthest == pytest.approx(0)


def test_somebody_busy_or_new_weighs_as_told():
    needs = (Need("a", NeedKind.SKILL, 5), Need("b", NeedKind.SKILL, 5))
    free = Candidate("free", {"a": 100}, can_lead=True)
    busy = Candidate("busy", {"a": 100}, availability=20, can_lead=True)
    known = Candidate("known", {"b": 100}, worked_with={"free": 1})
    assert set(compose(Problem(needs, (free, busy, known)), count=1)[0].members) == {"free", "known"}
    away = Candidate("known", {"b": 100}, worked_with={"busy": 1})
    # Forty points for somebody new, thirty for a pair, forty-eight for little time.
    assert set(compose(Problem(needs, (free, busy, away)), count=1)[0].members) == {"free", "known"}


def test_nobody_no_team_and_nobody_left_to_differ():
    needs = (Need("a", NeedKind.SKILL),)
    assert compose(Problem(needs, ())) == []
    assert greedy(Problem(needs, ())) is None
    only = (Candidate("x", {"a": 100}), Candidate("y"))
    assert [set(team.members) for team in compose(Problem(needs, only))] == [{"x", "y"}]
    both = Problem(needs, only, kept=frozenset({"x", "y"}))
    assert len(compose(both)) == 1


def test_the_same_seed_gives_the_same_teams():
    chance = random.Random(3)
    needs = tuple(Need(n, NeedKind.SKILL, chance.randint(1, 5)) for n in range(8))
    candidates = tuple(
        Candidate(key, {n: chance.choice([40, 100]) for n in chance.sample(range(8), 2)}, can_lead=key % 3 == 0)
        for key in range(60)
    )
    problem = Problem(needs, candidates)
    assert compose(problem, seed=5, seconds=30) == compose(problem, seed=5, seconds=30)
