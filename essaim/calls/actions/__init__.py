"""The only writers of calls."""

from .keeping import cancel_call, close_past, create_call, reopen_call, update_call

__all__ = ["cancel_call", "close_past", "create_call", "reopen_call", "update_call"]
