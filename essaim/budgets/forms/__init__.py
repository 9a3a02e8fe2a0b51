"""What is typed about budgets. Amounts are typed in euros, kept in cents."""

from .lines import LineForm, initial_line
from .others import GiveForm, ImportForm, RulesForm, WhatIfForm, initial_rules

__all__ = ["GiveForm", "ImportForm", "LineForm", "RulesForm", "WhatIfForm", "initial_line", "initial_rules"]
