"""The order in which the story is told."""

import random

from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .cast import Cast
from .meetings import add_meetings
from .themes import add_themes


def tell_story(
    club: Club, organizations: dict[str, Organization], accounts: dict[str, User], chance: random.Random
) -> None:
    """Add to the club what it has lived. Nothing is sent, nothing is journaled: it was long ago."""
    cast = Cast(club, organizations, accounts, localdate(), chance)
    add_themes(cast)
    add_meetings(cast)
