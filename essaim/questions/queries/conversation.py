"""A question's answers as its reader sees them."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.organizations.models import Organization

from ..enums import AnswerState, AskedState
from ..models import Answer, Asked, MeToo, Question, Thanks
from ..names import name_of_asker


@dataclass(frozen=True)
class Entry:
    """One answer. `name` and `organization`: as this reader may read them."""

    answer: Answer
    name: str
    organization: Organization | None
    mine: bool
    thanks: list[Thanks] = field(default_factory=list)
    thanked: bool = False  # by the reader


def conversation(question: Question, user: User, *, is_organiser: bool) -> list[Entry]:
    """The answers in order; those that were hidden for organisers and their authors only. Three queries."""
    rows = (
        Answer.objects.filter(question=question)
        .filter(Q(state=AnswerState.SHOWN) | Q(state=AnswerState.HIDDEN))
        .select_related("author", "organization")
        .prefetch_related(
            "files", Prefetch("thanks", queryset=Thanks.objects.select_related("user", "organization").order_by("pk"))
        )
        .order_by("created_at", "pk")
    )
    entries = []
    for row in rows:
        mine = row.author_id == user.pk
        if row.state == AnswerState.HIDDEN and not (mine or is_organiser):
            continue
        veiled = row.from_asker and question.anonymous and not is_organiser and not mine
        name = (
            name_of_asker(question, user, is_organiser=is_organiser)
            if row.from_asker
            else str(row.author or row.organization or _("Un membre du club"))
        )
        thanks = list(row.thanks.all())
        entries.append(
            Entry(
                row, name, None if veiled else row.organization, mine, thanks,
                any(one.user_id == user.pk for one in thanks),
            )
        )  # fmt: skip
    return entries


def readers_to_tell(question: Question, *, but: User | None) -> tuple[list[MeToo], list[Asked]]:
    """Who follows the question besides its author: me-toos, and those who answered it. Two queries."""
    me_toos = MeToo.objects.filter(question=question).select_related("user")
    answered = Asked.objects.filter(question=question, state=AskedState.ANSWERED).select_related("user")
    if but:
        me_toos, answered = me_toos.exclude(user=but), answered.exclude(user=but)
    return list(me_toos.order_by("pk")), list(answered.order_by("pk"))
