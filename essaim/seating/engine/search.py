"""Tabu search on exchanges of two tokens between tables of a same round.

After I. Dotú & P. Van Hentenryck, Scheduling Social Golfers Locally (CPAIOR 2005): the best exchange each time, even
when it makes the plan worse; who left a table may not come back to it for some steps, unless that gives the best plan
so far; from time to time, some exchanges at random. All exchanges of several rounds are priced at once by numpy.
"""

import time

import numpy as np

from .model import Model

MOST_PRICED = 24_000  # exchanges priced at each step: rounds are taken in turn beyond
PATIENCE = 400  # steps without progress before a shake
SHAKE = 6  # exchanges of a shake


def improve(
    model: Model,
    tables: np.ndarray,
    generator: np.random.Generator,
    *,
    steps: int,
    floor: float = 0.0,
    deadline: float | None = None,
) -> tuple[np.ndarray, float]:
    """The best tables found from these (R × K), and their cost. Stops at `floor`, after `steps`, or at `deadline`
    (of `time.monotonic`)."""
    rounds, tokens = tables.shape
    now, cost = tables.copy(), model.cost(tables)
    best, least = now.copy(), cost
    if len(model.capacities) < 2:
        return best, least
    at = model.onehot(now)
    together = at @ at.transpose(0, 2, 1)
    met = together.sum(0)
    until = np.zeros(at.shape, dtype=int)  # step before which a token may not come back to a table
    share = max(1, min(rounds, MOST_PRICED // (tokens * tokens)))
    noise = generator.random((8, share, tokens, tokens)) * 0.5  # breaks ties; costs are whole
    empty = np.arange(tokens) >= model.people
    useless = (empty[:, None] & empty[None, :]) | ~np.triu(np.ones((tokens, tokens), dtype=bool), 1)
    out = ~(model.seated[:, :, None] & model.seated[:, None, :])
    last = 0
    for step in range(1, steps + 1):
        if least <= floor or (deadline is not None and step % 32 == 0 and time.monotonic() > deadline):
            break
        if step - last > PATIENCE:
            now, last = _shaken(model, best, generator), step
            at = model.onehot(now)
            together = at @ at.transpose(0, 2, 1)
            met, cost = together.sum(0), model.cost(now)
            until[:] = 0
        chosen = np.arange(rounds) if share == rounds else generator.choice(rounds, share, replace=False)
        here = now[chosen]
        change, barred = _prices(model, chosen, here, at[chosen], met - together[chosen], until[chosen] > step)
        change += noise[step % 8]
        none = useless | (here[:, :, None] == here[:, None, :]) | out[chosen]
        change[none | (barred & (cost + change >= least - 0.5))] = np.inf
        k, p, q = np.unravel_index(int(change.argmin()), change.shape)
        if not np.isfinite(change[k, p, q]):
            continue
        number = int(chosen[k])
        left, right = int(now[number, p]), int(now[number, q])
        cost += float(np.round(change[k, p, q] - noise[step % 8, k, p, q]))
        now[number, p], now[number, q] = right, left
        at[number, p, [left, right]] = 0, 1
        at[number, q, [left, right]] = 1, 0
        fresh = at[number] @ at[number].T
        met += fresh - together[number]
        together[number] = fresh
        tenure = step + 4 + int(generator.integers(0, 8))
        until[number, p, left] = until[number, q, right] = tenure
        if cost < least - 0.5:
            best, least, last = now.copy(), cost, step
    return best, model.cost(best)


def _prices(
    model: Model, chosen: np.ndarray, now: np.ndarray, at: np.ndarray, elsewhere: np.ndarray, held: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """For some rounds, what each exchange of two tokens adds to the cost, and those that bring a token back to a table
    it just left. `elsewhere`: how often two tokens meet in the other rounds. Meaningless for two of one table."""
    pair = model.base + model.repeat * elsewhere
    # What a token costs at each table, beside those who sit there; then at the table of each other token.
    weight = pair @ at + model.unary[chosen]
    where = np.broadcast_to(np.maximum(now, 0)[:, None, :], pair.shape)
    there = np.take_along_axis(weight, where, 2)
    own = np.diagonal(there, axis1=1, axis2=2)
    change = there + there.transpose(0, 2, 1) - own[:, :, None] - own[:, None, :] - 2 * pair
    back = np.take_along_axis(held, where, 2)
    return change, back | back.transpose(0, 2, 1)


def _shaken(model: Model, tables: np.ndarray, generator: np.random.Generator) -> np.ndarray:
    """Some exchanges at random; people who sit together by wish move together."""
    tables = tables.copy()
    for _exchange in range(SHAKE):
        number = int(generator.integers(len(tables)))
        tokens = np.flatnonzero(model.seated[number])
        p = int(generator.choice(tokens))
        others = tokens[tables[number, tokens] != tables[number, p]]
        if not len(others):
            continue
        left, right = tables[number, p], tables[number, int(generator.choice(others))]
        bound = [p, *(int(x) for x in np.flatnonzero(model.base[p] < 0) if tables[number, x] == left)]
        there = generator.permutation(np.flatnonzero(tables[number] == right))[: len(bound)]
        tables[number, there] = left
        tables[number, bound[: len(there)]] = right
    return tables
