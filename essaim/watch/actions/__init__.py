"""The only writers of watching."""

from .answering import answer, forget_lessons, take_back
from .digests import choose_rhythm, send_digest, send_digests
from .hearing import call_changed, calls_found, calls_merged, organizations_changed
from .interests import save_interest
from .scoring import score_calls, score_club, score_everything, score_member, score_waiting

__all__ = [
    "answer", "call_changed", "calls_found", "calls_merged", "choose_rhythm", "forget_lessons",
    "organizations_changed", "save_interest", "score_calls", "score_club", "score_everything", "score_member",
    "score_waiting", "send_digest", "send_digests", "take_back",
]  # fmt: skip
