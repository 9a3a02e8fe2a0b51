"""`{{ offer|pay }}`, `{{ minutes|hours }}`: what the templates of recruitment say."""

from django import template

from .. import words

register = template.Library()
register.filter("hours", words.hours)
register.filter("pay", words.pay)
register.filter("euros", words.euros)
register.filter("kilometres", words.kilometres)
register.filter("week", words.week)
