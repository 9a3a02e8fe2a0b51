"""What mail brings to the page of one's account."""

from django.http import HttpRequest

from essaim.accounts.access import person
from essaim.accounts.parts import Part

from . import queries
from .enums import Rhythm


def my_mail(request: HttpRequest) -> Part:
    """When news reach the person, and the way to choose."""
    return Part("mail/_my_mail.html", {"rhythm": Rhythm(queries.rhythm_of(person(request))).label})
