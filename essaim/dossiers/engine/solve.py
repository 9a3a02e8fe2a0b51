"""Several good teams that differ: the best one, then the best that differs enough from those before it, and so on.

For each: a team in hand (greedy, then exchanges of members), prices that bound every team and leave aside who cannot be
in a better one, CP-SAT among those who remain. docs/decisions/0085-teams.md.
"""

import time
from collections.abc import Iterable, Sequence
from math import floor

import numpy as np

from .prices import Cut, Prices
from .problem import WHOLE, Problem
from .table import Table, table_of
from .team import Team, carriers_of, points_of, team_of

TRIED = 8  # candidates whose exact worth is looked at, after a ranking
FEW = 80  # candidates among whom the first choice is made
EFFORT = 6.0  # deterministic seconds of CP-SAT for a team


def compose(problem: Problem, *, count: int = 5, differ: int = 2, seed: int = 0, seconds: float = 3.0) -> list[Team]:
    """At most `count` teams, best first found; each has `differ` members at least that each one before it lacks (of
    those who are not in already; fewer when a team before it has fewer).

    The bound of a team holds for the teams that differ so from those before it; that of the first for every team. Ends
    within about `seconds` of real time; the same answer for the same seed unless that time cuts a proof short. Without
    anybody to choose, no team.
    """
    end = time.monotonic() + seconds
    table = table_of(problem)
    teams: list[Team] = []
    cuts: list[Cut] = []
    if not table.candidates:
        return teams
    for number in range(count):
        left = end - time.monotonic()
        if teams and left <= 0:
            break
        # The first team has twice the time of the others; what one leaves goes to the next.
        share = left * (2 if number == 0 else 1) / (count - number + (number == 0))
        found = _best(table, cuts, seed + number, time.monotonic() + share)
        if found is None:
            break
        columns, bound = found
        teams.append(team_of(table, columns, bound))
        free = tuple(column for column in columns if column not in table.kept)
        if not free:
            break
        cuts.append(Cut(free, max(0, len(free) - differ)))
    return teams


def greedy(problem: Problem) -> Team | None:
    """The candidate that adds most, again and again, until nobody adds anything: what one does by hand. No bound."""
    table = table_of(problem)
    if not table.candidates:
        return None
    columns = _greedily(table, [], exact=True)
    return None if columns is None else team_of(table, columns, points_of(table, columns))


def _best(table: Table, cuts: list[Cut], seed: int, deadline: float) -> tuple[list[int], int] | None:
    """The best team that keeps to the cuts, and the bound; None when there is none."""
    hand = _greedily(table, cuts)
    if hand is not None:
        hand = _exchanged(table, hand, cuts, deadline)
    known = -(10**9) if hand is None else points_of(table, hand)
    prices = Prices(table, cuts, np.arange(len(table.candidates)), _needs_lead(table))
    # Half of the time at most for the bound; the other half to choose.
    prices.better(known, time.monotonic() + max(0.0, deadline - time.monotonic()) / 2)
    bound = floor(prices.bound + 1e-6)
    # First among the few that the prices like best: a good team soon, which rules most others out.
    for few in (FEW, None):
        if bound <= known:
            break
        columns = prices.alive if few is None else prices.promising(few)
        whole = len(columns) == len(prices.alive)
        share = (deadline - time.monotonic()) / (1 if whole else 2)
        chosen, most = _chosen(table, columns, cuts, hand, seed, share)
        if chosen is not None and points_of(table, chosen) > known:
            hand, known = chosen, points_of(table, chosen)
        if whole:
            bound = bound if most is None else min(bound, most)
            break
        prices.leave(known)
    return None if hand is None else (hand, max(bound, known))


def _needs_lead(table: Table) -> bool:
    """A team needs somebody who can lead, when anybody can."""
    return bool(table.leads.any()) and not bool(table.leads[table.kept].any())


def _allowed(table: Table, columns: Iterable[int], cuts: Sequence[Cut]) -> bool:
    inside = set(columns)
    return all(len(inside & set(cut.columns)) <= cut.most for cut in cuts)


def _gains(table: Table, columns: Sequence[int]) -> np.ndarray:
    """What each candidate would add to a team, hands and acquaintance left aside: a ranking, not a worth."""
    floors = np.zeros(len(table.carried), dtype=np.int64)
    held: dict[int, list[int]] = {}
    for row, _column, worth in carriers_of(table, columns):
        held.setdefault(row, []).append(worth)
    for row, worths in held.items():
        floors[row] = min(worths) if len(worths) >= table.slots[row] else 0
    more = np.clip(table.worth - floors[:, None], 0, None) * (table.worth > 0)
    skills = np.flatnonzero(table.is_skill)
    gain = more[~table.is_skill].sum(axis=0)
    if len(skills):
        ordered = -np.sort(-more[skills], axis=0)
        gain = gain + np.where(np.arange(len(skills))[:, None] < table.hands[None, :], ordered, 0).sum(axis=0)
    if len(table.added):
        left = np.clip(WHOLE - table.steps[:, list(columns)].sum(axis=1), 0, None)
        gain = gain + (np.minimum(table.steps, left[:, None]) * table.step_worth[:, None]).sum(axis=0)
    return gain - table.cost


def _greedily(table: Table, cuts: list[Cut], *, exact: bool = False) -> list[int] | None:
    """A team built by adding; None when the least number of members, or a lead, cannot be had that way."""
    columns = list(table.kept)
    worth = points_of(table, columns)
    needs_lead = _needs_lead(table)
    while len(columns) < table.most:
        gains = _gains(table, columns).astype(float)
        gains[columns] = -np.inf
        lacking = needs_lead and not table.leads[columns].any()
        if lacking and len(columns) == table.most - 1:
            gains[~table.leads] = -np.inf
        for cut in cuts:
            if len(set(columns) & set(cut.columns)) >= cut.most:
                gains[list(cut.columns)] = -np.inf
        ranked = [
            int(c) for c in np.argsort(-gains, kind="stable")[: 4 * TRIED if exact else TRIED] if gains[c] > -np.inf
        ]
        if lacking and (able := np.flatnonzero(table.leads & (gains > -np.inf))).size:
            ranked.append(int(able[np.argmax(gains[able])]))
        tried = [(points_of(table, [*columns, column]), -column) for column in ranked]
        if not tried:
            break
        points, chosen = max(tried)
        if points <= worth and len(columns) >= table.least:
            if not lacking:
                break
            leads = [(points, -c) for points, c in ((p, -n) for p, n in tried) if table.leads[c]]
            if not leads:
                break
            points, chosen = max(leads)
        columns.append(-chosen)
        worth = points
    if len(columns) < table.least or (needs_lead and not table.leads[columns].any()):
        return None
    return columns if _allowed(table, columns, cuts) else None


def _exchanged(table: Table, columns: list[int], cuts: list[Cut], deadline: float) -> list[int]:
    """Members taken out, put in or exchanged while that is worth more."""
    worth = points_of(table, columns)
    needs_lead = _needs_lead(table)
    fits = lambda team: (  # noqa: E731
        table.least <= len(team) <= table.most
        and _allowed(table, team, cuts)
        and (not needs_lead or table.leads[team].any())
    )
    moved = True
    while moved and time.monotonic() < deadline:
        moved = False
        for out in [None, *(column for column in columns if column not in table.kept)]:
            rest = [column for column in columns if column != out]
            gains = _gains(table, rest).astype(float)
            gains[columns] = -np.inf
            ranked = np.argsort(-gains, kind="stable")[:TRIED]
            options = [rest, *([*rest, int(column)] for column in ranked if gains[column] > -np.inf)]
            better = [(points_of(table, team), team) for team in options if fits(team)]
            if better and max(better)[0] > worth:
                worth, columns = max(better)
                moved = True
                break
    return columns


def _chosen(
    table: Table, alive: np.ndarray, cuts: list[Cut], hand: list[int] | None, seed: int, seconds: float
) -> tuple[list[int] | None, int | None]:
    """The best team of those alive by CP-SAT, and a bound on these teams (None: nothing was found out)."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    columns = [int(column) for column in alive]
    inside = {column: model.new_bool_var("") for column in columns}
    terms = [-int(table.cost[column]) * literal for column, literal in inside.items()]
    carries: dict[int, list] = {column: [] for column in columns}
    for row in range(len(table.carried)):
        takers = []
        for column in columns:
            if table.worth[row, column] <= 0:
                continue
            takes = model.new_bool_var("")
            model.add_implication(takes, inside[column])
            takers.append(takes)
            terms.append(int(table.worth[row, column]) * takes)
            if table.is_skill[row]:
                carries[column].append(takes)
        if takers:
            model.add(sum(takers) <= int(table.slots[row]))
    for column, own in carries.items():
        if len(own) > table.hands[column]:
            model.add(sum(own) <= int(table.hands[column]) * inside[column])
    for row in range(len(table.added)):
        filled = model.new_int_var(0, WHOLE, "")
        bring = [int(table.steps[row, c]) * inside[c] for c in columns if table.steps[row, c]]
        model.add(filled <= sum(bring))
        terms.append(int(table.step_worth[row]) * filled)
    terms += _acquaintance(table, model, inside)
    size = sum(inside.values())
    model.add(size >= table.least)
    model.add(size <= table.most)
    for column in table.kept:
        model.add(inside[column] == 1)
    if _needs_lead(table):
        model.add_bool_or([inside[column] for column in columns if table.leads[column]])
    for cut in cuts:
        model.add(sum(inside[column] for column in cut.columns if column in inside) <= cut.most)
    for column in columns:
        model.add_hint(inside[column], hand is not None and column in hand)
    model.maximize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # the same answer for the same seed
    # The relaxation is nearly whole here: with all its rows, a choice takes a hundredth of the time.
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None, -(10**9)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, None
    team = [column for column in columns if solver.value(inside[column])]
    return team, table.base + floor(solver.best_objective_bound + 1e-6)


def _acquaintance(table: Table, model, inside: dict) -> list:
    """The two bonuses: pairs who worked together, somebody who worked with none of the others."""
    rules = table.rules
    pairs, strangers, terms = [], [], []
    for column, literal in inside.items():
        others = [other for other in table.known[column] if other in inside]
        if not others:
            strangers.append(literal)
            continue
        stranger = model.new_bool_var("")
        model.add_implication(stranger, literal)
        for other in others:
            model.add_implication(stranger, ~inside[other])
            if other > column:
                both = model.new_bool_var("")
                model.add_implication(both, literal)
                model.add_implication(both, inside[other])
                pairs.append(both)
        strangers.append(stranger)
    if pairs and rules.proven:
        counted = model.new_int_var(0, rules.most_proven, "")
        model.add(counted <= sum(pairs))
        terms.append(rules.proven * counted)
    if rules.new:
        some = model.new_bool_var("")
        model.add(some <= sum(strangers))
        model.add(some <= sum(inside.values()) - 1)
        terms.append(rules.new * some)
    return terms
