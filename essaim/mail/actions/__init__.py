"""The verbs of the outbox: queue a message, send what is due, keep what each address wants to receive."""

from .choices import choose, come_back, stop
from .queueing import queue
from .sending import BACK_OFF, CLAIM_LIFE, Courier, claim, recover, send_due

__all__ = ["BACK_OFF", "CLAIM_LIFE", "Courier", "choose", "claim", "come_back", "queue", "recover", "send_due", "stop"]
