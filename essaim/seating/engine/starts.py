"""Where a search begins: a design, a greedy plan, or chance."""

import numpy as np

from .model import FORBIDDEN, Model
from .problem import AWAY
from .weights import HARD


def fill(model: Model, partial: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Complete a partial plan (R × n, AWAY where nothing is said): each person at the cheapest table with a free seat.

    Round after round, people in an order drawn at random, those with the least choice first. Who no longer fits at
    their table moves. Returns the tables of all tokens.
    """
    rounds, tokens = model.seated.shape
    count = model.people
    tables = np.full((rounds, tokens), AWAY)
    met = np.zeros((tokens, tokens))
    for number in range(rounds):
        free = model.capacities.copy()
        at = np.zeros((tokens, len(free)))
        waiting = []
        for person in generator.permutation(count):
            table = partial[number, person]
            if not model.seated[number, person]:
                continue
            if table != AWAY and free[table] and model.unary[number, person, table] < FORBIDDEN:
                _sit(tables, at, free, number, person, table)
            else:
                waiting.append(person)
        choice = (model.unary[number] < FORBIDDEN).sum(1)
        bound = (np.abs(model.base[:count, :count]) >= HARD).any(1)
        waiting.sort(key=lambda one: (choice[one], not bound[one]))
        for person in waiting:
            costs = (model.base[person] + model.repeat[person] * met[person]) @ at + model.unary[number, person]
            # At equal cost, where there is more room.
            costs = np.where(free > 0, costs - free / (free.sum() + 1), np.inf)
            _sit(tables, at, free, number, person, int(costs.argmin()))
        empty = np.flatnonzero(model.seated[number, count:]) + count
        tables[number, empty] = np.repeat(np.arange(len(free)), free)
        people = at[:count]
        met[:count, :count] += people @ people.T
    return tables


def _sit(tables: np.ndarray, at: np.ndarray, free: np.ndarray, number: int, person: int, table: int) -> None:
    tables[number, person] = table
    at[person, table] = 1
    free[table] -= 1


def greedy(model: Model, generator: np.random.Generator) -> np.ndarray:
    return fill(model, np.full((len(model.seated), model.people), AWAY), generator)


def at_random(model: Model, generator: np.random.Generator) -> np.ndarray:
    """Everyone anywhere: what drawing tables from a hat gives."""
    tables = np.full(model.seated.shape, AWAY)
    places = np.repeat(np.arange(len(model.capacities)), model.capacities)
    for number, tokens in enumerate(model.seated):
        tables[number, tokens] = generator.permutation(places)
    return tables


def from_design(model: Model, design: np.ndarray, generator: np.random.Generator, steps: int) -> np.ndarray:
    """A design whose places are given to people so that those who know each other meet least, then completed.

    Giving places is a quadratic assignment problem: `steps` exchanges at most, the best one each time. Then the tables
    of each round are numbered so that whoever has to sit at one of them does: an assignment problem.
    """
    from scipy.optimize import linear_sum_assignment  # heavy: half a second of every start of the product

    rounds = min(len(design), len(model.seated))
    places = design.shape[1]
    size = min(places, model.base.shape[0])
    met = sum((one[:, None] == one[None, :]).astype(float) for one in design[:rounds])
    np.fill_diagonal(met, 0)
    cost = np.zeros((places, places))
    cost[:size, :size] = (model.base + _forced_apart(model))[:size, :size]
    token = _assign(met, cost, generator.permutation(places), steps)

    partial = np.full((len(model.seated), model.people), AWAY)
    for number in range(rounds):
        place = np.flatnonzero(token < model.people)
        people = token[place]
        price = np.zeros((len(model.capacities),) * 2)
        np.add.at(price, design[number, place], model.unary[number, people])
        labels = linear_sum_assignment(price)[1]
        partial[number, people] = labels[design[number, place]]
    return fill(model, partial, generator)


def _forced_apart(model: Model) -> np.ndarray:
    """Those who can never sit at a same table, in the first round, had better be given places that never meet."""
    allowed = (model.unary[0] < FORBIDDEN).astype(float)
    apart = HARD * ((allowed @ allowed.T) == 0)
    np.fill_diagonal(apart, 0)
    return apart


def _assign(met: np.ndarray, cost: np.ndarray, token: np.ndarray, steps: int) -> np.ndarray:
    """The token of each place, after the best exchange of two, again and again while one makes it better."""
    for _step in range(steps):
        here = cost[np.ix_(token, token)]
        product = met @ here
        own = np.diag(product)
        change = product + product.T - own[:, None] - own[None, :] + 2 * met * here
        best = int(change.argmin())
        if change.flat[best] >= -1e-9:
            break
        i, j = divmod(best, len(token))
        token[i], token[j] = token[j], token[i]
    return token
