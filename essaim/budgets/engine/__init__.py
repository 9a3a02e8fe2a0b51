"""The arithmetic of a budget, without a database and without a float: whole cents in, whole cents out."""

from .accounts import ACCOUNTS, CODES, Account, Side
from .checks import Problem, problems
from .money import amount, part, split
from .plan import Balance, IndirectRule, Plan, Row, Rules, balance, by_class, indirect_rows, totals, whole
from .positions import Position, positions
from .scenario import Scenario, apply

__all__ = [
    "ACCOUNTS", "CODES", "Account", "Balance", "IndirectRule", "Plan", "Position", "Problem", "Row", "Rules",
    "Scenario", "Side", "amount", "apply", "balance", "by_class", "indirect_rows", "part", "positions", "problems",
    "split", "totals", "whole",
]  # fmt: skip
