"""Searches for posts that members ask for: nobody waits for the solver before a page that does not come."""

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club

from ..models import PostSearch
from ..queries import shared as queries
from .posts import look

MOST_TRIES = 3
log = logging.getLogger(__name__)


@transaction.atomic
def ask(*, club: Club, user: User) -> PostSearch:
    """Ask for a search; `work` does it. What is asked again while it waits is done once."""
    Club.objects.select_for_update().get(pk=club.pk)
    search, new = PostSearch.objects.get_or_create(club=club, defaults={"asked_by": user, "asked_at": timezone.now()})
    if not new and not search.waits:
        search.asked_by, search.asked_at = user, timezone.now()
        search.began_at = search.ended_at = search.posts = None
        search.tries = search.objective = search.bound = 0
        search.save()
    return search


def work(club: Club | None = None) -> bool:
    """Do the search that has waited longest, of any club or of this one. Returns whether there was one that nobody was
    at.

    One whose worker was stopped is taken up again after `queries.ABANDONED`; one that never ends is given up.
    """
    waiting = queries.waiting_searches(timezone.now())
    row = (waiting if club is None else waiting.filter(club=club)).select_related("club", "asked_by").first()
    if row is None or not _take(row):
        return False
    if row.tries >= MOST_TRIES:
        log.error("the search for posts of club %s was cut short %s times", row.club_id, row.tries)
        PostSearch.objects.filter(pk=row.pk).update(ended_at=timezone.now())
        return True
    look(club=row.club, user=row.asked_by)
    return True


def _take(row: PostSearch) -> bool:
    """Whether it is ours: of several that want it at once, one has it."""
    same = queries.waiting_searches(timezone.now()).filter(pk=row.pk, began_at=row.began_at)
    return bool(same.update(began_at=timezone.now(), tries=F("tries") + 1))
