"""The only writers of campaigns and applications, one file per noun."""

from .answering import answer, never_again, see
from .campaigns import create_campaign, delete_campaign, resume, stop, write
from .forgetting import forget_prospects
from .selecting import drop, give_address, pick_all, select
from .sending import remind, send, send_test, settle

__all__ = [
    "answer", "create_campaign", "delete_campaign", "drop", "forget_prospects", "give_address", "never_again",
    "pick_all", "remind", "resume", "see", "select", "send", "send_test", "settle", "stop", "write",
]  # fmt: skip
