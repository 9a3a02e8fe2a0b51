"""Dates and hours of a meeting, as one says them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.text import NO_BREAK
from essaim.ui.templatetags.ui import clock, weekday

from .models import Meeting


def when(meeting: Meeting) -> str:
    """`mardi 12 janvier 2027, de 14 h à 16 h 30`; that the date is to come while there is none."""
    start, end = meeting.starts_at, meeting.ends_at
    if start is None or end is None:
        return _("Date à venir")
    if timezone.localdate(start) == timezone.localdate(end):
        words = {"day": weekday(start), "start": clock(start), "end": clock(end)}
        return _("%(day)s, de %(start)s à %(end)s") % words
    words = {"day": weekday(start), "start": clock(start), "last": weekday(end), "end": clock(end)}
    return _("du %(day)s à %(start)s au %(last)s à %(end)s") % words


def length(minutes: int) -> str:
    """`45 min`, `1 h`, `2 h 30`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": rest}
    return f"{hours}{NO_BREAK}h{NO_BREAK}{rest:02}" if rest else f"{hours}{NO_BREAK}h"
