"""Two pages of one organization become one: so do their vaults."""

from essaim.organizations.duplicates.relations import Settled

from .models import Paper


def second_paper(moving: Paper, present: Paper) -> Settled:
    """Two papers of one kind in force: both stay, side by side; its people choose. The same file twice stays once."""
    return Settled(moving={"alone": False})
