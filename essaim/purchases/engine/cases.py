"""Units are wanted, cases are bought: who takes a little more or less, so that the cases are whole.

The order is the whole number of cases nearest to what is wanted (the smaller at equal distance) among those that
everybody's limits allow. The difference is shared in proportion to what each wants, never past their limit: whoever
reaches theirs leaves the rest to the others. What is left of fractions goes to the largest ones, then to whoever
wants more, then to whoever came first: the same wishes always give the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Wish:
    """Between `least` and `most` units, `quantity` at best. 1 ≤ least ≤ quantity ≤ most."""

    key: int
    quantity: int
    least: int
    most: int


@dataclass(frozen=True)
class Rounding:
    """`allotted` units by key, which fill `cases` cases; None when nobody's limits allow it.

    `wanted`: units asked for; `missing`, `over`: what lacks to the case above, what exceeds the case below.
    """

    wanted: int
    case_size: int
    cases: int | None = None
    allotted: dict[int, int] = field(default_factory=dict)

    @property
    def possible(self) -> bool:
        return self.cases is not None

    @property
    def over(self) -> int:
        return self.wanted % self.case_size

    @property
    def missing(self) -> int:
        return -self.wanted % self.case_size


def round_to_cases(wishes: Sequence[Wish], case_size: int) -> Rounding:
    """Share whole cases. Nobody is left out: each wish gets at least its `least`, or there is no solution."""
    wanted = sum(one.quantity for one in wishes)
    least, most = sum(one.least for one in wishes), sum(one.most for one in wishes)
    first, last = -(-least // case_size), most // case_size
    if not wishes or first > last:
        return Rounding(wanted, case_size)
    below = wanted // case_size
    cases = min(
        (min(max(one, first), last) for one in (below, below + 1)),
        key=lambda count: (abs(count * case_size - wanted), count),
    )
    change = cases * case_size - wanted
    sign = 1 if change > 0 else -1
    room = {one.key: (one.most - one.quantity if change > 0 else one.quantity - one.least) for one in wishes}
    parts = _share(abs(change), wishes, room)
    return Rounding(wanted, case_size, cases, {one.key: one.quantity + sign * parts[one.key] for one in wishes})


def _share(total: int, wishes: Sequence[Wish], room: dict[int, int]) -> dict[int, int]:
    """`total` units in proportion to what each wants, none over its `room`; the rooms hold the total."""
    parts = dict.fromkeys(room, 0)
    open_to = [one for one in wishes if room[one.key]]
    left = total
    # Whoever's proportion passes their room gets it whole; the others share what is left, and are looked at again.
    while open_to and left:
        weight = sum(one.quantity for one in open_to)
        full = [one for one in open_to if Fraction(left * one.quantity, weight) >= room[one.key]]
        if not full:
            break
        for one in full:
            parts[one.key] = room[one.key]
        left -= sum(room[one.key] for one in full)
        open_to = [one for one in open_to if one not in full]
    if not left or not open_to:
        return parts
    weight = sum(one.quantity for one in open_to)
    exact = {one.key: Fraction(left * one.quantity, weight) for one in open_to}
    for one in open_to:
        parts[one.key] = int(exact[one.key])
    rank = {one.key: place for place, one in enumerate(wishes)}
    order = sorted(open_to, key=lambda one: (-(exact[one.key] % 1), -one.quantity, rank[one.key]))
    for one in order[: left - sum(parts[one.key] for one in open_to)]:
        parts[one.key] += 1
    return parts
