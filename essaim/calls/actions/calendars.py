"""The secret of a calendar."""

from django.db import transaction
from django.db.models import F

from essaim.accounts.models import User
from essaim.clubs.models import Club

from ..models import FeedKey


@transaction.atomic
def change_feed_secret(*, club: Club, user: User) -> None:
    """A new address for this person's calendar of deadlines; the former one gives nothing any more."""
    _key, created = FeedKey.objects.get_or_create(club=club, user=user)
    if not created:
        FeedKey.objects.filter(club=club, user=user).update(version=F("version") + 1)
