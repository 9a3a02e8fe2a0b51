"""The only writers of calls."""

from .calendars import change_feed_secret
from .forwarding import take_forwarded
from .keeping import cancel_call, close_past, create_call, reopen_call, update_call
from .lists import drop_draft, forget_drafts, read_list, take_draft
from .merging import merge_calls, separate
from .reading import read_payload, take_in
from .sources import add_source, ask_to_read, pause_source, read_next, read_source, source_of_files, update_source

__all__ = [
    "add_source", "ask_to_read", "cancel_call", "change_feed_secret", "close_past", "create_call", "drop_draft",
    "forget_drafts", "merge_calls", "pause_source", "read_list", "read_next", "read_payload", "read_source",
    "reopen_call", "separate", "source_of_files", "take_draft", "take_forwarded", "take_in", "update_call",
    "update_source",
]  # fmt: skip
