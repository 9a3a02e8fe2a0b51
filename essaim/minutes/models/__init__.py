"""Minutes with their sections, decisions and actions; reviews of meetings."""

from .minutes import ActionItem, Decision, Minutes, Section
from .review import Review, ReviewAnswer, ReviewInvitation

__all__ = ["ActionItem", "Decision", "Minutes", "Review", "ReviewAnswer", "ReviewInvitation", "Section"]
