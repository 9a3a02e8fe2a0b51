"""Reading means and bookings."""

from .busy import Span, busy_of, most_taken

__all__ = ["Span", "busy_of", "most_taken"]
