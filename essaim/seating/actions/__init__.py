"""The only writers of plans and wishes."""

from .changing import change_seats, publish
from .composing import adapt_plan, compose_plan
from .day import begin_round, go_to_moment, welcome
from .setup import add_wish, remove_wish, save_setup

__all__ = [
    "adapt_plan", "add_wish", "begin_round", "change_seats", "compose_plan", "go_to_moment", "publish",
    "remove_wish", "save_setup", "welcome",
]  # fmt: skip
