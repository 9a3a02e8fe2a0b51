from .booking import Booking, BookingSeries, Hold
from .handover import Handover, HandoverPhoto
from .resource import (
    MOST_UNITS,
    Closure,
    Condition,
    ExternalBusy,
    ExternalCalendar,
    FeedKey,
    OpeningHours,
    Resource,
    ResourcePhoto,
)

__all__ = [
    "MOST_UNITS", "Booking", "BookingSeries", "Closure", "Condition", "ExternalBusy", "ExternalCalendar", "FeedKey",
    "Handover",
    "HandoverPhoto", "Hold", "OpeningHours", "Resource", "ResourcePhoto",
]  # fmt: skip
