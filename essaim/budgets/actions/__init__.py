"""The only writers of budgets."""

from .common import Member, Package
from .lines import Facts, add_counterpart, add_line, give_lines, remove_line, remove_lines_of, set_funding, update_line
from .many import Change, apply_changes
from .preparing import copy_budget, create_budget, freeze, set_packages, set_parties, thaw, update_rules

__all__ = [
    "Change", "Facts", "Member", "Package", "add_counterpart", "add_line", "apply_changes", "copy_budget",
    "create_budget", "freeze", "give_lines", "remove_line", "remove_lines_of", "set_funding", "set_packages",
    "set_parties", "thaw", "update_line", "update_rules",
]  # fmt: skip
