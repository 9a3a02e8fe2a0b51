"""A browser's own description of itself, in words."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

# Order matters: Edge also says Chrome, Chrome also says Safari, Android also says Linux.
_BROWSERS = [("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
_SYSTEMS = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]  # fmt: skip


@register.filter
def device(user_agent: str) -> str:
    """`Firefox, Windows` from a User-Agent header; `Navigateur inconnu` when it says nothing known."""
    known = [next((name for mark, name in marks if mark in user_agent), None) for marks in (_BROWSERS, _SYSTEMS)]
    return ", ".join(filter(None, known)) or _("Navigateur inconnu")
