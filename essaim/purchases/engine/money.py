"""Prices by tier, and a bill split to the cent."""

from collections.abc import Iterable, Sequence


def price_at(first: int, tiers: Iterable[tuple[int, int]], count: int) -> int:
    """Cents for one unit when `count` are counted: `first`, then that of the last tier (least, cents) reached."""
    reached = [(least, cents) for least, cents in tiers if least <= count]
    return max(reached)[1] if reached else first


def split(cents: int, weights: Sequence[int]) -> list[int]:
    """The amount in proportion to the weights (not all 0), in whole cents that add up to it exactly.

    What is left of fractions goes cent by cent to the largest ones; at equality, to the heavier, then the first.
    """
    whole = sum(weights)
    parts = [cents * weight // whole for weight in weights]
    order = sorted(
        range(len(weights)), key=lambda place: (-(cents * weights[place] % whole), -weights[place], place)
    )  # fmt: skip
    for place in order[: cents - sum(parts)]:
        parts[place] += 1
    return parts
