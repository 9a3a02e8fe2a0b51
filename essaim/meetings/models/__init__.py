"""Themes, meetings, who comes; what prepares a meeting: rhythm, date poll, speakers, documents."""

from .attendance import Attendance
from .calendar import CalendarFeed, CalendarReply
from .document import MeetingDocument
from .meeting import AgendaItem, Meeting
from .poll import DatePoll, PollAnswer, PollOption, PollVoter
from .request import PlaceRequest
from .rhythm import Rhythm
from .speaker import Speaker, Talk
from .theme import Theme, ThemeSupport

__all__ = [
    "AgendaItem", "Attendance", "CalendarFeed", "CalendarReply", "DatePoll", "Meeting", "MeetingDocument",
    "PlaceRequest", "PollAnswer", "PollOption", "PollVoter", "Rhythm", "Speaker", "Talk", "Theme", "ThemeSupport",
]  # fmt: skip
