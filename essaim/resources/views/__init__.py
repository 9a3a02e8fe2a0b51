from .bookings import accept, answer, answer_series, book, booking, bookings, cancel, cancel_series, change, report
from .calendars import calendar_file, change_feed, everything, feed_borrower, feed_owner, feed_resource, subscribe
from .catalogue import index, photo, resource, seen
from .keeping import (
    add,
    add_calendar,
    add_photo,
    availability,
    close,
    edit,
    open_again,
    publish,
    remove_calendar,
    remove_photo,
    withdraw,
)

__all__ = [
    "accept", "add", "add_calendar", "add_photo", "answer", "answer_series", "availability", "book", "booking",
    "bookings", "calendar_file", "cancel", "cancel_series", "change", "change_feed", "close", "edit", "everything",
    "feed_borrower", "feed_owner", "feed_resource", "index", "open_again", "photo", "publish",
    "remove_calendar", "remove_photo", "report", "resource", "seen", "subscribe", "withdraw",
]  # fmt: skip
