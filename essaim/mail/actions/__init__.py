"""The verbs of the outbox: queue a message, send what is due, keep what each address wants to receive."""

from .bouncing import lift, suppress, take_bounce
from .bulk import queue_many
from .choices import choose, choose_all, come_back, set_rhythm, stop
from .gathering import gather
from .mending import mark_read, retry
from .queueing import queue
from .receiving import read_mailbox, receive
from .sending import BACK_OFF, CLAIM_LIFE, Courier, claim, recover, send_due

__all__ = [
    "BACK_OFF", "CLAIM_LIFE", "Courier", "choose", "choose_all", "claim", "come_back", "gather", "lift", "mark_read",
    "queue", "queue_many", "read_mailbox", "receive", "recover", "retry", "send_due", "set_rhythm", "stop", "suppress",
    "take_bounce",
]  # fmt: skip
