"""Schedules where no pair meets twice, from combinatorial designs, for tables that all have the same number of seats.

A schedule is an array rounds × people → table, as long as the construction gives; for t tables of s seats there are
t·s people. Sources: C. J. Colbourn & J. H. Dinitz (ed.), Handbook of Combinatorial Designs, III (transversal designs,
resolvability); W. Harvey & T. Winterer, Solving the MOLR and social golfer problems (2005). `doubled_plane` is ours.
"""

import functools
import itertools
import random
from collections.abc import Iterator

import numpy as np

from .fields import field


@functools.cache
def schedules(tables: int, seats: int) -> tuple[np.ndarray, ...]:
    """The schedules known here for so many tables of so many seats, longest first; maybe none."""
    if seats < 2 or tables < 2:
        return ()
    found = [plan for plan in (doubled_plane(tables, seats), transversal(tables, seats)) if plan is not None]
    return tuple(sorted(found, key=len, reverse=True))


def transversal(tables: int, seats: int) -> np.ndarray | None:
    """People in `seats` columns of `tables` rows; in each round a table takes one of each column, along a slope.

    Over GF(t) each of the t slopes is a round; modulo t, those slopes whose differences never cancel. Then people of
    one column, who have not met, sit together when `seats` divides `tables`: rounds of a smaller problem.
    """
    if seats > tables:
        return None
    rows, columns = np.arange(tables), range(seats)
    if finite := field(tables):
        slopes = [[finite.multiply[m, j] for j in columns] for m in range(tables)]
        rounds = [np.concatenate([finite.add[rows, shift] for shift in slope]) for slope in slopes]
    else:
        rounds = []
        for m in range(tables):
            if all((m * d) % tables for d in range(1, seats)) or m == 0:
                rounds.append(np.concatenate([(rows + m * j) % tables for j in columns]))
            else:
                break
    if tables % seats == 0:
        rounds += list(_inside_columns(tables, seats))
    return np.array(rounds)


def _inside_columns(tables: int, seats: int) -> Iterator[np.ndarray]:
    """Rounds where every table holds people of one column."""
    share = tables // seats  # tables for each column
    if share == 1:
        yield np.repeat(np.arange(seats), tables)
        return
    inner = schedules(share, seats)
    for one in inner[0] if inner else [np.arange(tables) // seats]:
        yield np.concatenate([one + share * column for column in range(seats)])


# How many permutations are tried before giving up: one in some tens fits, for 4 seats; for 5, none was found in six
# minutes.
TRIES = 400
MOST_DOUBLED = 4
SEED = 3  # any would do: it decides how long the first that fits is waited for


def doubled_plane(tables: int, seats: int) -> np.ndarray | None:
    """2(s + 1) rounds for 2s tables of s seats, s a prime power: as many as can be for 6 × 3 and 8 × 4.

    The people are the points of the affine plane of order s, each in two signs. Take the plane twice, its points
    shuffled the second time: every two points lie on one line of each copy. Give each point of each line a sign; a
    line is then two tables, people of the signs it says and people of the opposite ones, and a direction is a round.
    Two points meet twice among the lines; the four pairs of their signs each meet once when the signs agree on one of
    the two lines and differ on the other: one linear equation over GF(2) for each pair of points. Shuffles are tried
    until the system has a solution.
    """
    if tables != 2 * seats or seats > MOST_DOUBLED:
        return None
    finite = field(seats * seats)
    if field(seats) is None or finite is None:
        return None
    directions = finite.subfield_multiples(seats)
    lines = [line for direction in directions for line in direction]
    generator = random.Random(SEED)
    for _attempt in range(TRIES):
        shuffle = _few_common_points(lines, finite.order, generator)
        if shuffle is None:
            continue
        copies = [lines, [frozenset(shuffle[x] for x in line) for line in lines]]
        signs = _signs(copies, finite.order)
        if signs is not None:
            return _rounds(copies, signs, len(directions), seats)
    return None


def _few_common_points(lines: list[frozenset[int]], points: int, generator: random.Random) -> list[int] | None:
    """A permutation that leaves at most two points common to a line and the image of another; None if not found.

    Three points on a line of each copy would ask for three differences whose sum is 0 and 1 at once.
    """

    masks = [sum(1 << x for x in line) for line in lines]

    def excess(shuffle: list[int]) -> int:
        images = [sum(1 << shuffle[x] for x in line) for line in lines]
        return sum(max(0, (line & image).bit_count() - 2) for line in masks for image in images)

    shuffle = list(range(points))
    generator.shuffle(shuffle)
    least = excess(shuffle)
    for _step in range(30 * points):
        if least == 0:
            return shuffle
        i, j = generator.sample(range(points), 2)
        shuffle[i], shuffle[j] = shuffle[j], shuffle[i]
        now = excess(shuffle)
        if now <= least:
            least = now
        else:
            shuffle[i], shuffle[j] = shuffle[j], shuffle[i]
    return None


def _signs(copies: list[list[frozenset[int]]], points: int) -> dict[tuple[int, int, int], int] | None:
    """(copy, line, point) → 0 or 1, or None. Gaussian elimination; an equation is an integer, its top bit the value."""
    names = [(k, i, x) for k, lines in enumerate(copies) for i, line in enumerate(lines) for x in sorted(line)]
    bit = {name: 1 << position for position, name in enumerate(names)}
    value = 1 << len(names)
    line_of = [
        {pair: i for i, line in enumerate(lines) for pair in itertools.combinations(sorted(line), 2)}
        for lines in copies
    ]
    pivots: dict[int, int] = {}
    for x, y in itertools.combinations(range(points), 2):
        row = value
        for k in (0, 1):
            i = line_of[k][x, y]
            row ^= bit[k, i, x] ^ bit[k, i, y]
        while row & (value - 1):
            lowest = row & -row
            if lowest not in pivots:
                pivots[lowest] = row
                break
            row ^= pivots[lowest]
        else:
            if row:  # 0 = 1
                return None
    solution = 0  # free unknowns are 0; pivots from the highest down, each row's other bits being higher
    for lowest in sorted(pivots, reverse=True):
        row = pivots[lowest]
        parity = bin(row & (value - 1) & solution).count("1") + (1 if row & value else 0)
        solution |= lowest if parity % 2 else 0
    return {name: int(bool(solution & bit[name])) for name in names}


def _rounds(copies: list, signs: dict, directions: int, seats: int) -> np.ndarray:
    rounds = np.zeros((2 * directions, 2 * seats * seats), dtype=int)
    for k, lines in enumerate(copies):
        for i, line in enumerate(lines):
            direction, rank = divmod(i, seats)
            for x in line:
                sign = signs[k, i, x]
                rounds[k * directions + direction, 2 * x + sign] = 2 * rank
                rounds[k * directions + direction, 2 * x + 1 - sign] = 2 * rank + 1
    return rounds
