"""The only writers of texts."""

from .discussion import comment, reopen, resolve
from .proposals import accept, decline, propose, withdraw
from .texts import MOST_CHARACTERS, Saved, be_here, create_text, restore, save, thin_out, write

__all__ = [
    "MOST_CHARACTERS", "Saved", "accept", "be_here", "comment", "create_text", "decline", "propose", "reopen",
    "resolve", "restore", "save", "thin_out", "withdraw", "write",
]  # fmt: skip
