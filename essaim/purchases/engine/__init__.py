"""The reckoning of a purchase, without a database: who is in, at which price, in whole cases, who pays what.

Everything is whole numbers (units, cents): results are exact, and the same for the same input.
"""

from .cases import Rounding, Wish, round_to_cases
from .conditions import Promise, holding
from .money import price_at, split

__all__ = ["Promise", "Rounding", "Wish", "holding", "price_at", "round_to_cases", "split"]
