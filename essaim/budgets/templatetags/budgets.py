"""`{{ cents|cents }}`, `{{ rate|percent }}`: as people read them."""

from decimal import Decimal

from django import template

from .. import words

register = template.Library()


@register.filter
def cents(amount: int | None) -> str:
    return words.euros(amount)


@register.filter
def percent(value: Decimal | None) -> str:
    return words.percent(value)
