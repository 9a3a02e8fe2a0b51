"""The order in which the story is told."""

import random

from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.hooks import journaled, journaled_together, mail_requested, mails_requested
from essaim.organizations.models import Organization

from .calls import add_calls
from .cast import Cast
from .charter import add_charter
from .dossiers import add_dossiers
from .hiring import add_hiring
from .joining import add_joining
from .lending import add_lending
from .meetings import add_meetings
from .minutes import add_minutes
from .papers import add_dossier_papers
from .practices import add_practices
from .proposals import add_proposals
from .purchases import add_purchases
from .questions import add_questions
from .resources import add_resources
from .seating import add_plans
from .sendings import add_sendings
from .themes import add_themes
from .vaults import add_vaults
from .watched import add_watched


def tell_story(
    club: Club, organizations: dict[str, Organization], accounts: dict[str, User], chance: random.Random
) -> None:
    """Add to the club what it has lived. Nothing is sent, nothing is journaled: it was long ago."""
    cast = Cast(club, organizations, accounts, localdate(), chance)
    with mail_requested.muted(), mails_requested.muted(), journaled.muted(), journaled_together.muted():
        add_themes(cast)
        add_meetings(cast)
        add_questions(cast)
        add_charter(cast)
        add_joining(cast)
        add_minutes(cast)
        add_plans(cast)
        add_resources(cast)
        add_lending(cast)
        add_practices(cast)
        add_purchases(cast)
        add_hiring(cast)
        add_calls(cast)
        add_watched(cast)
        add_vaults(cast)
        add_dossiers(cast)
        add_dossier_papers(cast)
        add_proposals(cast)
        add_sendings(cast)
