"""The days of the story: they follow the calendar, so that the next meeting is always still to come."""

from datetime import date, datetime, time, timedelta

from babel.dates import format_date
from django.utils import timezone

from essaim.meetings.models import Meeting

FOUNDED = date(2025, 6, 12)  # a Thursday
BETWEEN = timedelta(days=91)  # thirteen weeks: a quarter, on the same day of the week
NEXT_MEETING = 7  # its number, from 1


def shift(today: date) -> timedelta:
    """How far the whole story moves, by quarters, so that its next meeting is tomorrow at the earliest."""
    planned = FOUNDED + BETWEEN * (NEXT_MEETING - 1)
    late = (today - planned).days + 1
    return max(0, -(-late // BETWEEN.days)) * BETWEEN


def day_of(number: int, today: date) -> date:
    """The day of the meeting of that number."""
    return FOUNDED + BETWEEN * (number - 1) + shift(today)


def start_of(meeting: Meeting) -> datetime:
    """When it begins: every meeting of the story has its day."""
    if meeting.starts_at is None:
        raise ValueError(f"{meeting} has no date")
    return meeting.starts_at


def moment(day: date | None, hour: int, minute: int = 0) -> datetime:
    """That time of the day, as the clocks of the installation show it."""
    if day is None:
        raise ValueError("a day is missing in the story")
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def french_month(day: date) -> str:
    """`juin 2025`: the demonstration speaks French."""
    return format_date(day, "MMMM y", locale="fr")
