"""`{{ cents|cents }}`, `{{ rate|percent }}`: as people read them."""

from decimal import Decimal

from django import template

from essaim.ui.templatetags.ui import number

from .. import words

register = template.Library()


@register.filter
def cents(amount: int | None) -> str:
    return words.euros(amount)


@register.filter
def tally(value: Decimal | None) -> str:
    """A number that was counted: `55 980`, `2,5`; no zeros at the end."""
    if value is None:
        return ""
    whole = int(value)
    return number(whole) if whole == value else number(value.normalize())  # type: ignore[arg-type]


@register.filter
def percent(value: Decimal | None) -> str:
    return words.percent(value)
