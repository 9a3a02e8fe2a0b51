"""Reading texts: versions by sitting, remarks, proposals, who is here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from essaim.accounts.models import User

from .actions.texts import SITTING
from .enums import ProposalState
from .models import Comment, Presence, Proposal, Revision, Text

HERE = timedelta(seconds=30)  # a page that polls is seen every ten seconds


@dataclass
class Sitting:
    """Versions that one person wrote in one go, told as one. `before`: the number of the version it started from."""

    author: User | None
    by: str
    number: int
    before: int
    began_at: datetime
    ended_at: datetime
    note: str = ""
    numbers: list[int] = field(default_factory=list)


def sittings_of(text: Text) -> list[Sitting]:
    """The history, latest first. One query, whatever the length of the text."""
    rows = Revision.objects.filter(text=text).select_related("author").defer("content", "typed").order_by("number")
    found: list[Sitting] = []
    for row in rows:
        last = found[-1] if found else None
        if (
            last is not None and last.author == row.author and last.by == row.by and not last.note and not row.note
            and last.number != 1 and row.created_at - last.ended_at < SITTING
        ):  # fmt: skip
            last.number, last.ended_at = row.number, row.created_at
            last.numbers.append(row.number)
        else:
            before = last.number if last else 0
            found.append(
                Sitting(row.author, row.by, row.number, before, row.created_at, row.created_at, row.note, [row.number])
            )
    return found[::-1]


def revision_of(text: Text, number: int) -> Revision | None:
    return Revision.objects.filter(text=text, number=number).select_related("author").first()


def contents_of(text: Text, numbers: Iterable[int]) -> dict[int, str]:
    """The words of these revisions, of those that are kept. One query."""
    return dict(Revision.objects.filter(text=text, number__in=list(numbers)).values_list("number", "content"))


def remarks_on(text: Text) -> list[Comment]:
    """Remarks on the text, each with its `said` answers: open ones first, in the order of the text. Two queries."""
    replies = Prefetch("replies", Comment.objects.select_related("author").order_by("pk"), to_attr="said")
    rows = Comment.objects.filter(text=text, answers=None).select_related("author", "resolved_by")
    return sorted(
        rows.prefetch_related(replies),
        key=lambda one: (one.resolved_at is not None, one.start is None, one.start or 0, one.pk),
    )


def open_remark_count(text: Text) -> int:
    return Comment.objects.filter(text=text, answers=None, resolved_at=None).count()


def proposals_for(text: Text) -> QuerySet[Proposal]:
    """Open ones first, then latest first."""
    return (
        Proposal.objects.filter(text=text)
        .select_related("author", "settled_by")
        .order_by(F("settled_at").desc(nulls_first=True), "-pk")
    )


def open_proposals(texts) -> QuerySet[Proposal]:
    """Those that wait for an answer, on any of the texts."""
    return Proposal.objects.filter(text__in=texts, state=ProposalState.OPEN).select_related("author", "text")


def others_here(text: Text, user: User | None, guest: str = "") -> list[str]:
    """The names of who else has the text open."""
    rows = Presence.objects.filter(text=text, seen_at__gt=timezone.now() - HERE)
    rows = rows.exclude(user=user) if user else rows.exclude(user=None, guest=guest)
    return [str(row.user or row.guest) for row in rows.select_related("user").order_by("user__name", "guest", "pk")]
