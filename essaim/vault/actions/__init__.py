"""The only writers of vaults."""

from .consents import end_for, give, give_all, revoke
from .kinds import reset_type, set_type
from .opening import read_all, read_paper, take_all, told_elsewhere
from .papers import add_paper, remove_paper, update_paper
from .reminders import remind

__all__ = [
    "add_paper", "end_for", "give", "give_all", "read_all", "read_paper", "remind", "remove_paper", "reset_type",
    "revoke", "set_type", "take_all", "told_elsewhere", "update_paper",
]  # fmt: skip
