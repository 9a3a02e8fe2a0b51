"""A club and the person who will run it, at once."""

from django.db import transaction

from essaim.accounts.actions import create_person
from essaim.accounts.models import User

from ..enums import ClubRole
from ..models import Club
from .charges import give_charge
from .club import create_club


@transaction.atomic
def open_club(*, name: str, slug: str, organiser: str, actor: User | None) -> Club:
    """Make a club and give its animation to the person at the address `organiser`, who is told by e-mail."""
    club = create_club(name=name, slug=slug, actor=actor)
    person = create_person(email=organiser, actor=actor)
    give_charge(club=club, user=person, role=ClubRole.ORGANISER, actor=actor)
    return club
