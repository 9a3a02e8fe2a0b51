"""Calls in templates: `{% load calls %}`."""

from django import template

from .. import words

register = template.Library()

register.filter("amount", words.amount)
register.filter("deadline", words.deadline)
register.filter("left", words.left)
register.filter("audiences", words.audiences)
register.filter("reserved", words.reserved)
register.filter("change", words.change)


@register.filter
def host(address: str) -> str:
    """`www.example.org` of an address, for the text of a link."""
    return address.split("://", 1)[-1].split("/", 1)[0].removeprefix("www.")
