"""`{{ cents|cents }}`: an amount as people read it."""

from django import template

from .. import words

register = template.Library()


@register.filter
def cents(amount: int | None) -> str:
    return words.euros(amount)
