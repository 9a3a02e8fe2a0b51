from .bookings import BookingForm, ChangeForm, ReportForm, WordForm
from .resources import CalendarForm, ClosureForm, PhotoForm, ResourceForm, SearchForm

__all__ = [
    "BookingForm", "CalendarForm", "ChangeForm", "ClosureForm", "PhotoForm", "ReportForm", "ResourceForm", "SearchForm",
    "WordForm",
]  # fmt: skip
