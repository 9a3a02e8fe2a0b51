"""The only writers of practices."""

from .documents import add_document, remove_document
from .keeping import answer_check, archive, ask_due_checks, let_authors_open, reopen, set_audience
from .others import adopt, ask_visit, give_up, settle_visit
from .reviewing import answer_review, ask_review, publish, submit, take_back, volunteer
from .sheet import start_practice, update_sheet

__all__ = [
    "add_document", "adopt", "answer_check", "answer_review", "archive", "ask_due_checks", "ask_review", "ask_visit",
    "give_up", "let_authors_open", "publish", "remove_document", "reopen", "set_audience", "settle_visit",
    "start_practice", "submit", "take_back", "update_sheet", "volunteer",
]  # fmt: skip
