"""Changing the secret of one's calendar addresses."""

from django.db import transaction

from essaim.accounts.models import User
from essaim.kernel.hooks import journaled

from ..models import CalendarFeed


@transaction.atomic
def change_calendar_secret(*, user: User) -> int:
    """The former addresses stop giving anything. Returns the new version."""
    User.objects.select_for_update().get(pk=user.pk)
    feed, _created = CalendarFeed.objects.get_or_create(user=user)
    feed.version += 1
    feed.save(update_fields=["version", "updated_at"])
    journaled.tell(actor=user, verb="meetings.change_calendar_secret", subject=user, club=None, details={})
    return feed.version
