"""Reading means and bookings."""

from .bookings import (
    begins_between,
    borrowed_by,
    calendars_of,
    closures_of,
    handovers_of,
    lent_by,
    offers_to,
    other_dates,
    past_of,
    people_of,
    published_in,
    requests_count,
    same_series,
    shown_in,
    times_of_series,
    to_answer,
    waiting_for,
)
from .busy import ALL, Span, busy_of, most_taken, with_closed
from .catalogue import Found, Wanted, catalogue, kept_by, resources_of
from .clashes import Clash, clash_of, clashes_of

__all__ = [
    "ALL", "Clash", "Found", "Span", "Wanted", "begins_between", "borrowed_by", "busy_of", "calendars_of", "catalogue",
    "clash_of", "clashes_of", "closures_of", "handovers_of", "kept_by", "lent_by", "most_taken", "offers_to",
    "other_dates", "past_of", "people_of", "published_in", "requests_count", "resources_of", "same_series", "shown_in",
    "times_of_series", "to_answer", "waiting_for", "with_closed",
]  # fmt: skip
