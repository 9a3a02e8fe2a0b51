"""What the apps below tell: calls that come, change or become one, pages that change."""

from collections.abc import Collection, Sequence
from typing import Any

from essaim.calls.models import Call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership

from ..models import Answer, Score, Told, Waiting
from .scoring import score_calls

WAIT = 2000


def calls_found(*, calls: Sequence[Call], **_facts: Any) -> None:
    """A call alone is scored at once; many wait for the worker."""
    if len(calls) == 1:
        score_calls(ids=[calls[0].pk])
    else:
        wait_for_calls([call.pk for call in calls])


def call_changed(*, call: Call, **_facts: Any) -> None:
    wait_for_calls([call.pk])


def calls_merged(*, kept: Call, removed: Call, **_facts: Any) -> None:
    """Answers go to the call that stays, where it has none of that structure; what was sent was sent."""
    answered = Answer.objects.filter(call=kept)
    moving = Answer.objects.filter(call=removed)
    for row in moving:
        if not answered.filter(club=row.club_id, organization=row.organization_id).exists():
            row.call = kept
            row.save(update_fields=["call", "updated_at"])
    known = set(Told.objects.filter(call=kept).values_list("user_id", flat=True))
    for told in Told.objects.filter(call=removed).exclude(user__in=known).order_by("pk"):
        if told.user_id not in known:
            known.add(told.user_id)
            Told.objects.create(user_id=told.user_id, call=kept, club_id=told.club_id, version="")
    Score.objects.filter(call=removed).delete()
    wait_for_calls([kept.pk])


def organizations_changed(*, ids: Collection[int], **_facts: Any) -> None:
    """Their pages say something else: members are scored anew by the worker."""
    rows = Membership.objects.filter(organization__among=frozenset(ids), state=MembershipState.MEMBER)
    Waiting.objects.bulk_create(
        [Waiting(club_id=club, organization_id=pk) for club, pk in rows.values_list("club", "organization")],
        ignore_conflicts=True, batch_size=WAIT,
    )  # fmt: skip


def wait_for_calls(ids: Collection[int]) -> None:
    Waiting.objects.bulk_create([Waiting(call_id=pk) for pk in ids], ignore_conflicts=True, batch_size=WAIT)
