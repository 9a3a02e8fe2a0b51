"""The verbs of an import, the only writers."""

from ..sources import records_of
from .bringing import MOST_ROWS, apply, decide, fail, preview, undo
from .receiving import begin_from_path, choose_columns, forget, receive_file, remember_mapping
from .waiting import ask_for, begin_api, begin_sirene, later, say_progress, try_again

__all__ = [
    "MOST_ROWS", "apply", "ask_for", "begin_api", "begin_from_path", "begin_sirene", "choose_columns", "decide",
    "fail", "forget", "later", "preview", "receive_file", "records_of", "remember_mapping", "say_progress",
    "try_again", "undo",
]  # fmt: skip
