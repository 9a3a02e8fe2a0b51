"""The models of watching calls."""

from .digest import DigestChoice, Told
from .interest import Interest
from .score import CallWords, Score, Waiting
from .verdict import Answer

__all__ = ["Answer", "CallWords", "DigestChoice", "Interest", "Score", "Told", "Waiting"]
