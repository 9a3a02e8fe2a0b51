"""Compose a plan; change one as little as can be."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .designs import schedules
from .exact import feasible_round, provable, prove
from .model import Model, build
from .problem import AWAY, Person, Plan, Problem
from .score import Score, score
from .search import improve
from .starts import fill, from_design, greedy
from .weights import HARD

WORK = 3e7  # exchanges priced by a search at effort 1: about three seconds
GREEDY_STARTS = 6
ASSIGNMENT_STEPS = 300


@dataclass(frozen=True)
class Answer:
    plan: Plan
    score: Score
    cost: float


def compose(problem: Problem, *, seed: int = 0, effort: float = 1.0, seconds: float | None = None) -> Answer:
    """A plan for the whole meeting: never worse than a greedy one; the same for the same seed, unless `seconds` (a
    limit in real time, None by default) cuts it short. Raises Unseatable when wishes clash or seats lack."""
    _check(problem, seed)
    model = build(problem)
    deadline = None if seconds is None else time.monotonic() + seconds
    starts = [greedy(model, np.random.default_rng([seed, 1, number])) for number in range(GREEDY_STARTS)]
    seats = set(model.capacities.tolist())
    if len(seats) == 1:
        for number, design in enumerate(schedules(len(model.capacities), seats.pop())):
            generator = np.random.default_rng([seed, 2, number])
            starts.append(from_design(model, design, generator, ASSIGNMENT_STEPS))
    starts.sort(key=model.cost)
    # The two best starts share the work; a design and a greedy plan seldom lead to the same place.
    best, least = starts[0], model.cost(starts[0])
    for number, start in enumerate(starts[:2]):
        if least <= 0:
            break
        generator = np.random.default_rng([seed, 3, number])
        found, cost = improve(model, start, generator, steps=_steps(model, effort / 2), deadline=deadline)
        if cost < least:
            best, least = found, cost
    return _answer(model, best, seed, effort, deadline)


def recompose(
    problem: Problem,
    previous: Plan,
    *,
    begun: int = 0,
    seed: int = 0,
    effort: float = 0.3,
    seconds: float | None = None,
) -> Answer:
    """A plan close to `previous` (rounds × people of this problem, AWAY where someone had no seat), when people are
    missing or have come. Rounds before `begun` stay as they are; who had no seat then is not given one."""
    problem = replace(problem, people=_settled(problem.people, previous, begun))
    _check(problem, seed)
    model = build(problem, previous=previous, begun=begun)
    deadline = None if seconds is None else time.monotonic() + seconds
    start = fill(model, previous, np.random.default_rng([seed, 4]))
    best, _cost = improve(
        model, start, np.random.default_rng([seed, 5]), steps=_steps(model, effort), deadline=deadline
    )
    return _answer(model, best, seed, effort, deadline)


def _settled(people: Sequence[Person], previous: Plan, begun: int) -> list[Person]:
    """The same people, held to their seats in the rounds already begun."""
    rows = []
    for i, person in enumerate(people):
        seats = {number: int(previous[number, i]) for number in range(begun) if previous[number, i] != AWAY}
        there = {
            number for number in range(len(previous)) if number in seats or (number >= begun and person.there(number))
        }
        rows.append(replace(person, seats={**person.seats, **seats}, rounds=frozenset(there)))
    return rows


def _steps(model: Model, effort: float) -> int:
    rounds, tokens = model.seated.shape
    most = 2000 if provable(model.problem) else 10**9  # the exact solver comes after
    return max(200, min(most, int(effort * WORK / (rounds * tokens * tokens + 4000))))


def _check(problem: Problem, seed: int) -> None:
    """Raise Unseatable when no plan is possible. Rounds that ask for the same are looked at once."""
    problem.capacities()
    if not (problem.apart or problem.together or any(p.tables or p.seats or p.accessible for p in problem.people)):
        return
    seen = set()
    for number in range(problem.rounds):
        present = problem.present(number)
        asked = tuple((i, tuple(problem.allowed(i, number))) for i in present)
        if asked not in seen:
            seen.add(asked)
            feasible_round(problem, number, seed=seed)


def _answer(model: Model, tables: np.ndarray, seed: int, effort: float, deadline: float | None) -> Answer:
    """The plan said with its score; wishes that the search broke are mended first."""
    problem = model.problem
    if score(problem, model.plan(tables)).broken:
        tables = _mended(model, tables, seed, effort, deadline)
    better, proved = prove(model, tables, seed=seed, effort=effort)
    if better is not None:
        tables = better
    plan = model.plan(tables)
    return Answer(plan, score(problem, plan, proved=proved), model.cost(tables))


def _mended(model: Model, tables: np.ndarray, seed: int, effort: float, deadline: float | None) -> np.ndarray:
    """Each round that breaks a wish is given the solver's; the search then goes on from there."""
    plan = model.plan(tables)
    for number in range(model.problem.rounds):
        row = plan[number : number + 1]
        if _round_cost(model, number, tables) >= HARD:
            plan[number] = feasible_round(model.problem, number, seed=seed, hint=row[0])
    start = fill(model, plan, np.random.default_rng([seed, 6]))
    return improve(model, start, np.random.default_rng([seed, 7]), steps=_steps(model, effort / 2), deadline=deadline)[
        0
    ]


def _round_cost(model: Model, number: int, tables: np.ndarray) -> int:
    """HARD or more when the round breaks a wish (score counts the pairs that should be together otherwise)."""
    one = replace(model.problem, rounds=1, people=[_only(person, number) for person in model.problem.people])
    return HARD * score(one, model.plan(tables)[number : number + 1]).broken


def _only(person: Person, number: int) -> Person:
    """What a person asks of one round, as the only round."""
    seats = {0: person.seats[number]} if number in person.seats else {}
    return replace(person, seats=seats, rounds=frozenset({0} if person.there(number) else ()))
