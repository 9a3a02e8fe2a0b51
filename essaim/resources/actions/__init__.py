"""The only writers of means and bookings."""

from .agreed import write_agreed
from .bookings import Asked, Borrower, accept, approve, book, cancel, change, decline, settle_due
from .calendars import change_feed_secrets, follow_calendar, keep_busy, read_calendars, unfollow_calendar
from .handovers import Report, hand_over, return_unsaid, take_back
from .reminding import remind
from .resources import (
    Opening,
    add_photo,
    add_resource,
    close,
    delete_resource,
    open_again,
    publish,
    remove_photo,
    update_resource,
    withdraw,
)
from .series import Recurrence, answer_series, book_series, cancel_series, times_of

__all__ = [
    "Asked",
    "Borrower",
    "Opening",
    "Recurrence",
    "Report",
    "accept",
    "add_photo",
    "add_resource",
    "answer_series",
    "approve",
    "book",
    "book_series",
    "cancel",
    "cancel_series",
    "change",
    "change_feed_secrets",
    "close",
    "decline",
    "delete_resource",
    "follow_calendar",
    "hand_over",
    "keep_busy",
    "open_again",
    "publish",
    "read_calendars",
    "remind",
    "remove_photo",
    "return_unsaid",
    "settle_due",
    "take_back",
    "times_of",
    "unfollow_calendar",
    "update_resource",
    "withdraw", "write_agreed",
]  # fmt: skip
