"""The rhythm as one says it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _

from .forms.rhythm import EVERY
from .models import Rhythm
from .words import clock, length


def listed(words: Sequence[str], last: str) -> str:
    """`a, b ou c`: `last` is the word before the last one."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def in_words(rhythm: Rhythm) -> str:
    """`Tous les trois mois, le mardi ou le jeudi à 9 h, pendant 2 h 30, hors juillet et août.`"""
    every = dict(EVERY).get(rhythm.months) or _("Tous les %(count)s mois") % {"count": rhythm.months}
    words = {
        "every": every,
        "days": listed([_("le %(day)s") % {"day": WEEKDAYS[n]} for n in rhythm.weekdays], _("ou")),
        "hour": clock(timezone.make_aware(datetime.combine(timezone.localdate(), rhythm.at))),
        "length": length(rhythm.minutes),
        "months": listed([str(MONTHS[n]) for n in rhythm.avoided_months], _("et")),
    }
    if rhythm.avoided_months:
        return _("%(every)s, %(days)s à %(hour)s, pendant %(length)s, hors %(months)s.") % words
    return _("%(every)s, %(days)s à %(hour)s, pendant %(length)s.") % words
