"""Being named on the map of help, or not."""

from django.db import transaction

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .models import Discretion


@transaction.atomic
def set_discretion(*, club: Club, organization: Organization, actor: User | None, discreet: bool) -> None:
    """Take the organization's name off the club's map of help, or put it back. Doing it twice changes nothing."""
    if discreet:
        _row, changed = Discretion.objects.get_or_create(club=club, organization=organization)
    else:
        deleted, _by_model = Discretion.objects.filter(club=club, organization=organization).delete()
        changed = bool(deleted)
    if changed:
        journaled.tell(
            actor=actor, verb="mutualaid.set_discretion", subject=organization, club=club,
            details={"discreet": discreet},
        )  # fmt: skip
