"""The only writers of questions."""

from .answering import accept, answer, edit_answer, thank, turn_answer
from .asking import ask, edit, widen
from .following import carry_on, me_too, not_for_me, propose_as_theme, say_outcome, start_as_practice, turn

__all__ = [
    "accept", "answer", "ask", "carry_on", "edit", "edit_answer", "me_too", "not_for_me", "propose_as_theme",
    "say_outcome", "start_as_practice", "thank", "turn", "turn_answer", "widen",
]  # fmt: skip
