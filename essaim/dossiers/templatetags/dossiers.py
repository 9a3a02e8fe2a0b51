"""`{{ partner.share|percent }}`, `{{ partner.amount_cents|cents }}`: as people read them."""

from django import template

from .. import rules, words

register = template.Library()


@register.filter
def percent(share: int | None) -> str:
    return rules.percent(share)


@register.filter
def cents(amount: int | None) -> str:
    return words.euros(amount)
