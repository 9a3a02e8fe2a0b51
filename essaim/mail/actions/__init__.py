"""The verbs of the outbox: queue a message, send what is due, keep what each address wants to receive."""

from .choices import choose, come_back, stop
from .queueing import queue
from .sending import BACK_OFF, CLAIM_LIFE, claim, send_due

__all__ = ["BACK_OFF", "CLAIM_LIFE", "choose", "claim", "come_back", "queue", "send_due", "stop"]
