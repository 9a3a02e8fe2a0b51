"""Words of means in templates: `{{ booking|when }}`, `{{ cents|euros }}`, `{{ minutes|delay }}`."""

from datetime import date

from django import template

from .. import rules, words
from ..models import Booking

register = template.Library()


@register.filter
def when(booking: Booking) -> str:
    """« jeudi 3 décembre, 9 h à 11 h »."""
    return words.when(booking.starts_at, booking.ends_at, booking.resource.step)


@register.filter
def until(first: date, last: date) -> str:
    """« Du 23 au 29 novembre »."""
    return words.days(first, last)


@register.filter
def euros(cents: int) -> str:
    return words.euros(cents)


@register.filter
def delay(minutes: int) -> str:
    """« 2 jours »."""
    return rules.duration(minutes)
