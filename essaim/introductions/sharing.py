"""Proposals shared out over a whole club: the best ones, without one member being shown to all and another to nobody.

Left to itself each member sees who suits it best, and a few suit everybody: they get all the messages, and half of the
club none. Nothing here reads the database.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

# A member is proposed at most so many times as often as if all were proposed equally.
MOST_OF_FAIR = 1.5
Rank = tuple  # what orders proposals, the least first; the same for all members


def share_out(wanted: Mapping[int, Sequence[tuple[Rank, int]]], most: int) -> dict[int, list[int]]:
    """Whom each member is shown, best first, at most `most`.

    `wanted`: for each member, (rank, other) of those it has a reason to meet. Everyone who suits somebody is shown
    once, to whom it suits best, as far as there is room; then the best pairs come first, each member being shown to no
    more than its share; whoever would be left with nothing gets its best all the same.
    """
    pairs = sorted((rank, one, other) for one, row in wanted.items() for rank, other in row)
    asked = Counter(other for _rank, _one, other in pairs)
    if not asked:
        return {one: [] for one in wanted}
    share = sum(min(most, len(row)) for row in wanted.values()) / len(asked)
    limit = max(1, math.ceil(MOST_OF_FAIR * share))
    shown: dict[int, dict[int, Rank]] = {one: {} for one in wanted}
    times: Counter[int] = Counter()

    def show(rank: Rank, one: int, other: int) -> None:
        shown[one][other] = rank
        times[other] += 1

    suits: dict[int, list[tuple[Rank, int]]] = {other: [] for other in asked}
    for rank, one, other in pairs:
        suits[other].append((rank, one))
    for other in sorted(asked, key=lambda pk: (asked[pk], pk)):  # those who suit fewest first
        if best := next(((rank, one) for rank, one in suits[other] if len(shown[one]) < most), None):
            show(best[0], best[1], other)
    for rank, one, other in pairs:
        if len(shown[one]) < most and times[other] < limit and other not in shown[one]:
            show(rank, one, other)
    for rank, one, other in pairs:
        if not shown[one]:
            show(rank, one, other)
    return {one: sorted(row, key=row.__getitem__) for one, row in shown.items()}
