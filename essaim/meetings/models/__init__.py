"""Themes, meetings, who comes."""

from .attendance import Attendance
from .meeting import AgendaItem, Meeting
from .theme import Theme, ThemeSupport

__all__ = ["AgendaItem", "Attendance", "Meeting", "Theme", "ThemeSupport"]
