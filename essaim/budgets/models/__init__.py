"""A budget, who takes part in it, its packages and its lines."""

from .budget import Budget, BudgetParty, WorkPackage
from .line import Line

__all__ = ["Budget", "BudgetParty", "Line", "WorkPackage"]
