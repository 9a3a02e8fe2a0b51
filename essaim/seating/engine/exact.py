"""What a search cannot do: say that wishes clash and which, put right a round that breaks one, prove a small plan best.

By the constraint solver of OR-Tools (CP-SAT), with one worker, a seed and a limit in deterministic time: the same
answer on any machine.
"""

import itertools

import numpy as np

from .model import Model
from .problem import AWAY, Plan, Problem, Unseatable

MOST_CHOICES = 100  # people × tables × rounds beyond which nothing is proved


def feasible_round(problem: Problem, number: int, *, seed: int, hint: np.ndarray | None = None) -> np.ndarray:
    """Tables of a round (n, AWAY) that respect every wish. Raises Unseatable with a set of wishes that clash."""
    from ortools.sat.python import cp_model

    solver_model = cp_model.CpModel()
    people = problem.present(number)
    tables = range(len(problem.tables))
    at = {(i, t): solver_model.new_bool_var("") for i in people for t in tables}
    for i in people:
        solver_model.add_exactly_one(at[i, t] for t in tables)
        if hint is not None and hint[i] != AWAY:
            for t in tables:
                solver_model.add_hint(at[i, t], int(hint[i]) == t)
    for t, seats in enumerate(problem.capacities()):
        solver_model.add(sum(at[i, t] for i in people) <= seats)
    reasons = {}

    def only_if(reason: tuple):
        """A literal that carries the wish; those that cannot all be true make the explanation."""
        literal = solver_model.new_bool_var("")
        reasons[literal.index] = reason
        solver_model.add_assumption(literal)
        return literal

    for i in people:
        allowed = problem.allowed(i, number)
        if len(allowed) < len(problem.tables):
            person = problem.people[i]
            fixed = number in person.seats or person.tables is not None
            literal = only_if(("table" if fixed else "accessible", i))
            solver_model.add_bool_or([at[i, t] for t in allowed]).only_enforce_if(literal)
    for kind, pairs in (("apart", problem.apart), ("together", problem.together)):
        for pair in pairs:
            if (pair.a, 0) not in at or (pair.b, 0) not in at:
                continue
            literal = only_if((kind, pair.a, pair.b))
            for t in tables:
                if kind == "apart":
                    solver_model.add_bool_or([~at[pair.a, t], ~at[pair.b, t]]).only_enforce_if(literal)
                else:
                    solver_model.add(at[pair.a, t] == at[pair.b, t]).only_enforce_if(literal)
    solver = _solver(seed, limit=10.0)
    status = solver.solve(solver_model)
    if status == cp_model.INFEASIBLE:
        core = [reasons[index] for index in solver.sufficient_assumptions_for_infeasibility() if index in reasons]
        raise Unseatable("clash", core or list(reasons.values()))
    row = np.full(len(problem.people), AWAY)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise Unseatable("unknown", list(reasons.values()))
    for (i, t), literal in at.items():
        if solver.value(literal):
            row[i] = t
    return row


def provable(problem: Problem) -> bool:
    return len(problem.people) >= 2 and len(problem.people) * len(problem.tables) * problem.rounds <= MOST_CHOICES


def prove(model: Model, tables: np.ndarray, *, seed: int, effort: float) -> tuple[Plan | None, bool]:
    """For a small problem, a better plan if there is one (else None) and whether the best is proved."""
    problem = model.problem
    if not provable(problem):
        return None, False
    from ortools.sat.python import cp_model

    solver_model = cp_model.CpModel()
    spots = [(k, r) for r in range(problem.rounds) for k in np.flatnonzero(model.seated[r]).tolist()]
    at = {(k, r, t): solver_model.new_bool_var("") for k, r in spots for t in range(len(problem.tables))}
    terms = []
    for k, r in spots:
        solver_model.add_exactly_one(at[k, r, t] for t in range(len(problem.tables)))
        for t in range(len(problem.tables)):
            solver_model.add_hint(at[k, r, t], int(tables[r, k]) == t)
            if model.unary[r, k, t]:
                terms.append(int(model.unary[r, k, t]) * at[k, r, t])
    for r in range(problem.rounds):
        for t, seats in enumerate(model.capacities.tolist()):
            solver_model.add(sum(at[k, r, t] for k, number in spots if number == r) == seats)
    if not model.unary.any() and len(set(model.capacities.tolist())) == 1:
        # Tables are then alike: the first token of each round may as well be at the first one.
        for r in range(problem.rounds):
            solver_model.add(at[next(k for k, number in spots if number == r), r, 0] == 1)
    for p, q in itertools.combinations(range(model.base.shape[0]), 2):
        rounds = [r for r in range(problem.rounds) if model.seated[r, p] and model.seated[r, q]]
        base, again = int(model.base[p, q]), int(model.repeat[p, q])
        if not rounds or not (base or again):
            continue
        meets = []
        for r in rounds:
            meet = solver_model.new_bool_var("")
            for t in range(len(problem.tables)):
                solver_model.add_bool_or([~at[p, r, t], ~at[q, r, t], meet])
                if base < 0:  # paid when together: the literal must not say so by itself
                    solver_model.add_bool_or([~meet, ~at[p, r, t], at[q, r, t]])
            meets.append(meet)
            terms.append(base * meet)
        for already in range(1, len(meets) if again else 0):  # c(c − 1)/2 = Σ max(0, c − k)
            beyond = solver_model.new_int_var(0, len(meets) - already, "")
            solver_model.add(beyond >= sum(meets) - already)
            terms.append(again * beyond)
    solver_model.minimize(sum(terms))
    solver = _solver(seed, limit=2.0 * effort)
    status = solver.solve(solver_model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    found = np.full(tables.shape, AWAY)
    for (k, r, t), literal in at.items():
        if solver.value(literal):
            found[r, k] = t
    better = model.cost(found) < model.cost(tables) - 0.5
    return (found if better else None), status == cp_model.OPTIMAL


def _solver(seed: int, *, limit: float):
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = limit
    return solver
