"""What clubs bring to the page of one's account."""

from django.http import HttpRequest

from essaim.accounts.access import person
from essaim.accounts.parts import Part

from . import queries


def my_organizations(request: HttpRequest) -> Part:
    """The organizations that one represents, each with its clubs."""
    rows = queries.representations_of(person(request))
    return Part("clubs/_my_organizations.html", {"representations": rows})


def my_clubs(request: HttpRequest) -> Part:
    """The clubs where one holds a charge or represents a member."""
    return Part("clubs/_my_clubs.html", {"clubs": queries.clubs_of(person(request))})
