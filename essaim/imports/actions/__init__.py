"""The verbs of an import, the only writers."""

from ..sources import records_of
from .bringing import MOST_ROWS, apply, decide, fail, preview, undo
from .receiving import begin_from_path, choose_columns, forget, receive_file, remember_mapping

__all__ = [
    "MOST_ROWS", "apply", "begin_from_path", "choose_columns", "decide", "fail", "forget", "preview", "receive_file",
    "records_of", "remember_mapping", "undo",
]  # fmt: skip
