"""What the pages of papers, checks, sending and what follows draw."""

from .after import after
from .papers import checklist, checks, papers
from .sending import blocked, sending

__all__ = ["after", "blocked", "checklist", "checks", "papers", "sending"]
