"""« Si nous sommes huit, j'en suis »: who is in, when each may hang on how many come."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Promise:
    """`quantity` units; in only if at least `if_least` units or people are (None: whatever happens)."""

    key: int
    quantity: int
    if_least: int | None = None
    if_basis: Literal["units", "people"] = "people"


def holding(promises: Iterable[Promise]) -> set[int]:
    """The keys of those who are in: the largest group in which everybody's condition is met.

    It starts from everybody, and takes out whoever's condition is not met, until nobody is taken out. A condition only
    asks for more, so the group does not depend on the order, and holds any other group that would stand.
    """
    inside = {one.key: one for one in promises}
    while True:
        count = {"people": len(inside), "units": sum(one.quantity for one in inside.values())}
        leaving = [
            key for key, one in inside.items() if one.if_least is not None and count[one.if_basis] < one.if_least
        ]
        if not leaving:
            return set(inside)
        for key in leaving:
            del inside[key]
