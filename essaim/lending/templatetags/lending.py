"""`{{ cents|euros }}` in the templates of lending."""

from django import template

from .. import words

register = template.Library()
register.filter("euros", words.euros)
