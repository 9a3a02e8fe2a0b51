"""Products, percentages and shares, to the cent."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def amount(quantity: Decimal, unit_cents: int) -> int:
    """Quantity × price of one, in cents; half a cent goes up."""
    return int((quantity * unit_cents).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def part(cents: int, percent: Decimal) -> int:
    """That percentage of an amount, in cents; half a cent goes up."""
    return int((Decimal(cents) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split(cents: int, weights: Sequence[int]) -> list[int]:
    """The amount in proportion to weights ≥ 0, in whole cents that add up to it exactly; alike when all weigh 0.

    Largest remainder: what is left of fractions goes cent by cent to the largest ones; at equality to the heavier, then
    the first. No weights, no parts.
    """
    if not weights:
        return []
    if not any(weights):
        weights = [1] * len(weights)
    sign, cents = (-1, -cents) if cents < 0 else (1, cents)
    total = sum(weights)
    parts = [cents * weight // total for weight in weights]
    order = sorted(
        range(len(weights)), key=lambda place: (-(cents * weights[place] % total), -weights[place], place)
    )  # fmt: skip
    for place in order[: cents - sum(parts)]:
        parts[place] += 1
    return [sign * one for one in parts]
