"""The only writers of means and bookings."""

from .bookings import Asked, Borrower, accept, approve, book, cancel, change, decline, settle_due
from .handovers import Report, hand_over, return_unsaid, take_back
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
    "Asked", "Borrower", "Opening", "Recurrence", "Report", "accept", "add_photo", "add_resource", "answer_series",
    "approve", "book", "book_series", "cancel", "cancel_series", "change", "close", "decline", "delete_resource",
    "hand_over", "open_again", "publish", "remove_photo", "return_unsaid", "settle_due", "take_back", "times_of",
    "update_resource", "withdraw",
]  # fmt: skip
