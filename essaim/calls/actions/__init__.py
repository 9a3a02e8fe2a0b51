"""The only writers of calls."""

from .calendars import change_feed_secret
from .keeping import cancel_call, close_past, create_call, reopen_call, update_call

__all__ = ["cancel_call", "change_feed_secret", "close_past", "create_call", "reopen_call", "update_call"]
