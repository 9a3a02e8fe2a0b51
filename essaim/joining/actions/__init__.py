"""The only writers of campaigns and applications, one file per noun."""

from .admitting import admit, admit_silently, admitted_by_hand, charter_signed, object_to, refuse, vote
from .answering import answer, answered_elsewhere, never_again, see
from .applying import accept, apply, confirm, forget_unconfirmed, propose, withdraw
from .campaigns import create_campaign, delete_campaign, resume, stop, write
from .forgetting import forget_prospects
from .selecting import drop, give_address, pick_all, select
from .sending import remind, send, send_test, settle
from .sponsoring import ask_sponsor, decline, remind_sponsors, stand_in, vouch

__all__ = [
    "accept", "admit", "admit_silently", "admitted_by_hand", "answer", "answered_elsewhere", "apply", "ask_sponsor",
    "charter_signed", "confirm", "create_campaign", "decline", "delete_campaign", "drop", "forget_prospects",
    "forget_unconfirmed", "give_address", "never_again", "object_to", "pick_all", "propose", "refuse", "remind",
    "remind_sponsors", "resume", "see", "select", "send", "send_test", "settle", "stand_in", "stop", "vote", "vouch",
    "withdraw", "write",
]  # fmt: skip
