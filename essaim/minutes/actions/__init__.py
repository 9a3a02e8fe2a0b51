"""The only writers of minutes and of what follows a meeting, one file per noun."""

from .decisions import add_decision, change_decision, remove_decision
from .minutes import add_section, publish_minutes, remove_section, start_minutes
from .reviews import answer_review, open_due_reviews, open_review
from .thanks import thank_speaker
from .todo import add_action, change_action, drop, finish, remind_owners, reopen

__all__ = [
    "add_action", "add_decision", "add_section", "answer_review", "change_action", "change_decision", "drop",
    "finish", "open_due_reviews", "open_review", "publish_minutes", "remind_owners", "remove_decision",
    "remove_section", "reopen", "start_minutes", "thank_speaker",
]  # fmt: skip
