"""When a digest leaves."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from .enums import Rhythm

HOUR = time(7)  # local: read with the morning's coffee
MONDAY = 0


def next_digest(rhythm: str, now: datetime) -> datetime:
    """The first moment after `now` when this rhythm's digest leaves: seven o'clock, on Monday for the weekly one."""
    here = timezone.localtime(now)
    day = here.date() + timedelta(days=0 if here.time() < HOUR else 1)
    if rhythm == Rhythm.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, HOUR))
