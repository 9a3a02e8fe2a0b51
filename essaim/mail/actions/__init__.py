"""The verbs of the outbox: queue a message, send what is due, keep what each address wants to receive."""

from .bouncing import lift, suppress, take_bounce
from .bulk import queue_many
from .choices import choose, come_back, stop
from .queueing import queue
from .receiving import read_mailbox, receive
from .sending import BACK_OFF, CLAIM_LIFE, Courier, claim, recover, send_due

__all__ = [
    "BACK_OFF", "CLAIM_LIFE", "Courier", "choose", "claim", "come_back", "lift", "queue", "queue_many", "read_mailbox",
    "receive", "recover", "send_due", "stop", "suppress", "take_bounce",
]  # fmt: skip
