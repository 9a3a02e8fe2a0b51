"""The models of watching calls."""

from .digest import DeadlineFeed, DigestChoice, Told
from .interest import Interest
from .score import CallWords, Score, Waiting
from .verdict import Answer

__all__ = ["Answer", "CallWords", "DeadlineFeed", "DigestChoice", "Interest", "Score", "Told", "Waiting"]
