"""Scores written: of a new call, of a member, of everything each night."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from essaim.calls.enums import STANDING
from essaim.calls.models import Call
from essaim.calls.queries import open_calls
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from ..engine import Notice, Profile, explain, score
from ..enums import KEPT_FROM, KEPT_MOST
from ..models import CallWords, Score, Waiting
from ..queries.notices import notices_of, words_of_call
from ..queries.profiles import profiles_of

AT_ONCE = 200  # calls that wait, in one turn of the worker
BATCH = 2000


@transaction.atomic
def score_calls(*, ids: Collection[int], club: Club | None = None) -> int:
    """Score these calls anew for every member of every club that sees them, or of one club. Closed ones lose their
    scores. Returns how many scores were written."""
    _read_words(ids)
    notices = {notice.key: notice for notice in notices_of(Call.objects.filter(_standing(), pk__in=ids))}
    clubs = [club] if club else list(Club.objects.order_by("pk"))
    owners = dict(Call.objects.filter(pk__in=notices).values_list("pk", "club_id"))
    gone = Score.objects.filter(call__in=set(ids) - set(notices))
    (gone.filter(club=club) if club else gone).delete()
    written = 0
    for one in clubs:
        own = [notice for pk, notice in notices.items() if owners[pk] in (None, one.pk)]
        if own:
            written += _write(one, profiles_of(one), own)
    return written


def _standing() -> Q:
    """Calls that may be answered, of any club."""
    return Q(status__in=STANDING, merged_into=None) & (Q(deadline=None) | Q(deadline__gt=timezone.now()))


def _read_words(ids: Iterable[int]) -> None:
    """Keep the words of these calls as they are now."""
    rows = Call.objects.filter(pk__in=ids)
    CallWords.objects.bulk_create(
        [CallWords(call=row, words=words_of_call(row), read_at=row.updated_at) for row in rows],
        update_conflicts=True, unique_fields=["call"], update_fields=["words", "read_at"], batch_size=BATCH,
    )  # fmt: skip


@transaction.atomic
def score_club(*, club: Club) -> int:
    """Score all open calls for all members of a club. Returns how many scores are kept."""
    unread = open_calls(club).filter(watched_words=None).order_by().values_list("pk", flat=True)
    _read_words(list(unread))
    profiles = profiles_of(club)
    members = {profile.key for profile in profiles}
    Score.objects.filter(club=club).exclude(organization__in=members).delete()
    return _write(club, profiles, notices_of(open_calls(club)), whole=True)


@transaction.atomic
def score_member(*, club: Club, organization: Organization) -> int:
    """Score all open calls for one member; how rare words are is counted among all."""
    profiles = profiles_of(club)
    notices = notices_of(open_calls(club))
    return _write(club, profiles, notices, whole=True, only=organization.pk)


def score_everything() -> None:
    """Each night: deadlines came nearer, pages changed."""
    for club in Club.objects.order_by("pk"):
        score_club(club=club)


@transaction.atomic
def score_waiting() -> bool:
    """What waits for the worker. Whether there was anything."""
    rows = list(Waiting.objects.select_for_update(of=("self",)).order_by("pk")[:AT_ONCE])
    if not rows:
        return False
    Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if calls := [row.call_id for row in rows if row.call_id]:
        score_calls(ids=calls)
    clubs = {row.club_id for row in rows if row.club_id}
    for club in Club.objects.filter(pk__in=clubs).order_by("pk"):
        own = [row.organization_id for row in rows if row.club_id == club.pk]
        if len(own) == 1:
            score_member(club=club, organization=Organization(pk=own[0]))
        else:
            score_club(club=club)
    return True


def _write(
    club: Club, profiles: list[Profile], notices: Sequence[Notice], *, whole: bool = False, only: int | None = None
) -> int:
    """Keep the best scores of each profile. `whole`: these are all the calls there are, other scores go; else only
    those of these calls do. `only`: for one member."""
    values = score(profiles, notices)
    rows: list[Score] = []
    for place, profile in enumerate(profiles):
        if only is not None and profile.key != only:
            continue
        own = values[place]
        kept = np.flatnonzero(own >= KEPT_FROM)
        if len(kept) > KEPT_MOST:
            kept = kept[np.argsort(-own[kept], kind="stable")[:KEPT_MOST]]
        rows += [
            Score(
                club_id=club.pk, organization_id=profile.key, call_id=notices[column].key, value=int(own[column]),
                facts=explain(profile, notices[column]),
            )
            for column in kept.tolist()
        ]  # fmt: skip
    _replace(club, rows, None if whole else [notice.key for notice in notices], only)
    return len(rows)


def _replace(club: Club, rows: list[Score], calls: list | None, only: int | None) -> None:
    """These rows in place of those that were there: what is the same is not written again."""
    there = Score.objects.filter(club=club)
    if calls is not None:
        there = there.filter(call__in=calls)
    if only is not None:
        there = there.filter(organization=only)
    before = {
        (row.organization_id, row.call_id): row for row in there.only("organization_id", "call_id", "value", "facts")
    }
    changed = []
    for row in rows:
        known = before.pop((row.organization_id, row.call_id), None)
        if known is None or (known.value, known.facts) != (row.value, row.facts):
            changed.append(row)
    gone = [row.pk for row in before.values()]
    for start in range(0, len(gone), BATCH):
        Score.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    Score.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["club", "organization", "call"],
        update_fields=["value", "facts"], batch_size=BATCH,
    )  # fmt: skip
