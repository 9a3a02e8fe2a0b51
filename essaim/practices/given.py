"""What structures gave each other through practices."""

from collections.abc import Iterator
from datetime import date

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from .enums import VisitState
from .models import Adoption, Visit


def adoptions(club: Club, since: date) -> Iterator[Help]:
    """A practice taken up, the day it was. One query."""
    rows = Adoption.objects.filter(club=club, since__gte=since)
    for giver, receiver, day in rows.values_list("practice__organization_id", "organization_id", "since"):
        yield Help(giver, receiver, day)


def visits(club: Club, since: date) -> Iterator[Help]:
    """A visit or a call that was given. One query."""
    rows = Visit.objects.filter(club=club, state=VisitState.GIVEN, on__gte=since)
    for giver, receiver, day in rows.values_list("practice__organization_id", "organization_id", "on"):
        if day:  # a visit given has its day: the database says so
            yield Help(giver, receiver, day)
