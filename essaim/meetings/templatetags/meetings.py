"""Dates and lengths in templates: `{% load meetings %}`."""

from django import template

from .. import words

register = template.Library()

register.filter("when", words.when)
register.filter("minutes", words.length)
