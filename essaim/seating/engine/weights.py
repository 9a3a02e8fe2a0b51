"""How much each thing costs. Whole numbers, so that costs compare exactly.

The order of magnitude is the order of what matters: what was asked for; then a pair met twice in the same meeting;
then people who work together or met this year; then sectors.
"""

import numpy as np

from .problem import Problem

HARD = 1_000_000  # a wish not kept: pairs apart or together
UNEVEN = 20_000  # two empty seats at one table while another has none
REPEAT = 1_000  # each time a pair meets again in the same meeting
SAME_GROUP = 150  # two people of one organization
MET = 100  # a pair that met at the last meeting; less for older ones
SECTOR = 8  # two people with the same sectors; in proportion when they share some of them
MOVED = 45  # a seat changed by a new solution of a plan already known; at 25, a quarter of them were


def pair_costs(problem: Problem) -> np.ndarray:
    """What it costs to put two people at the same table once, without wishes and repeats: n × n, symmetric, whole."""
    count = len(problem.people)
    costs = np.zeros((count, count))
    groups = np.array([-1 - i if p.group is None else p.group for i, p in enumerate(problem.people)])
    if count:
        costs += SAME_GROUP * (groups[:, None] == groups[None, :])
    for (a, b), weight in problem.met.items():
        cost = max(1, round(MET * weight))
        costs[a, b] += cost
        costs[b, a] += cost
    labels = sorted({str(sector) for person in problem.people for sector in person.sectors})
    if labels:
        rank = {label: i for i, label in enumerate(labels)}
        has = np.zeros((count, len(labels)))
        for i, person in enumerate(problem.people):
            has[i, [rank[str(sector)] for sector in person.sectors]] = 1
        shared = has @ has.T
        either = has.sum(1)[:, None] + has.sum(1)[None, :] - shared
        costs += np.rint(SECTOR * np.divide(shared, either, out=np.zeros_like(shared), where=either > 0))
    np.fill_diagonal(costs, 0)
    return costs


def wish_costs(problem: Problem) -> np.ndarray:
    """Pairs apart cost, pairs together are paid when they are: n × n."""
    count = len(problem.people)
    costs = np.zeros((count, count))
    for pair in problem.apart:
        costs[pair.a, pair.b] = costs[pair.b, pair.a] = HARD
    for pair in problem.together:
        costs[pair.a, pair.b] = costs[pair.b, pair.a] = -HARD
    return costs
