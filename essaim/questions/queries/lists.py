"""The questions of a club, as lists."""

from dataclasses import dataclass
from math import ceil

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.meetings.likeness import LIKELY, likeness
from essaim.meetings.models import Theme
from essaim.organizations.models import Sector
from essaim.practices.enums import STANDING
from essaim.practices.models import Practice
from essaim.practices.queries import practices_of
from essaim.search.port import Query, select

from ..enums import SHOWN_STATES, AnswerState, AskedState, QuestionState
from ..models import Answer, Asked, MeToo, Question
from ..search import SOURCE

PER_PAGE = 20
MOST_COMPARED = 500  # the latest questions that a new one is compared with
PARTS = ("ouvertes", "pour-vous", "resolues", "miennes")


def questions_of(club: Club) -> QuerySet[Question]:
    """What members read, with `answer_count` and `me_too_count`, the latest first."""
    answers = Answer.objects.filter(question=OuterRef("pk"), state=AnswerState.SHOWN, from_asker=False)
    me_toos = MeToo.objects.filter(question=OuterRef("pk"))
    return (
        Question.objects.filter(club=club, state__in=SHOWN_STATES)
        .select_related("author", "organization", "sector", "theme")
        .annotate(answer_count=_count(answers), me_too_count=_count(me_toos))
        .order_by("-created_at", "-pk")
    )


def _count(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().values("question").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _parts(club: Club, user: User) -> dict[str, Q]:
    asked = Asked.objects.filter(club=club, question=OuterRef("pk"), user=user)
    mine = (
        Q(author=user)
        | Q(Exists(MeToo.objects.filter(club=club, question=OuterRef("pk"), user=user)))
        | Q(Exists(asked.filter(state=AskedState.ANSWERED)))
    )
    return {
        "ouvertes": Q(state=QuestionState.OPEN),
        "pour-vous": Q(Exists(asked.filter(state=AskedState.WAITING)), state=QuestionState.OPEN),
        "resolues": Q(state__in=[QuestionState.SOLVED, QuestionState.CLOSED]),
        "miennes": mine,
    }


def counts_by_part(club: Club, user: User) -> dict[str, int]:
    """How many questions each part of the list holds. One query."""
    rows = Question.objects.filter(club=club, state__in=SHOWN_STATES)
    counts = {name.replace("-", "_"): Count("pk", filter=one) for name, one in _parts(club, user).items()}
    found = rows.aggregate(**counts)
    return {name: found[name.replace("-", "_")] for name in PARTS}


@dataclass(frozen=True)
class QuestionList:
    questions: list[Question]
    page: int
    pages: int


def question_list(
    club: Club, user: User, *, part: str, words: str = "", topic: str = "", page: int = 1
) -> QuestionList:
    """A page of one part; with words, those that speak of it, best first, whatever the part. Two queries, and those of
    the search."""
    rows = questions_of(club)
    rows = rows.filter(topic_filter(topic)) if topic else rows
    if words:
        found = select(SOURCE.name, Query(text=words, filters={"club": (str(club.pk),)}))
        order = {int(found.columns.ids.view[place]): rank for rank, place in enumerate(found.ordered(200)[:200])}
        everything = sorted(rows.filter(pk__in=order), key=lambda one: order[one.pk])
        total = len(everything)
        page = max(1, min(page, ceil(total / PER_PAGE) or 1))
        shown = everything[(page - 1) * PER_PAGE : page * PER_PAGE]
    else:
        rows = rows.filter(_parts(club, user)[part])
        total = rows.order_by().count()
        page = max(1, min(page, ceil(total / PER_PAGE) or 1))
        shown = list(rows[(page - 1) * PER_PAGE : page * PER_PAGE])
    return QuestionList(shown, page, ceil(total / PER_PAGE) or 1)


def topic_filter(topic: str) -> Q:
    """`s:alimentation` or `t:12`; anything else finds nothing."""
    kind, _colon, value = topic.partition(":")
    if kind == "s" and value:
        return Q(sector=value) | Q(sector__parent=value)
    if kind == "t" and value.isdigit() and len(value) < 19:
        return Q(theme=int(value))
    return Q(pk=None)


def topics_of(club: Club) -> list[tuple[str, str]]:
    """The topics of the club's questions, those of most questions first: (value of the address, name). Two queries."""
    shown = Question.objects.filter(club=club, state__in=SHOWN_STATES)
    sectors = Sector.objects.filter(pk__in=shown.values("sector"))
    themes = Theme.objects.filter(pk__in=shown.values("theme"))
    return [(f"s:{one.pk}", str(one)) for one in sectors] + [(f"t:{one.pk}", one.title) for one in themes]


def alike(club: Club, *, title: str, tried: str = "", but: int | None = None, limit: int = 4) -> list[Question]:
    """Questions of the club that probably ask the same, the likest first. One query."""
    scored = [
        (likeness(title, tried, one.title, f"{one.tried} {one.words}"), one)
        for one in questions_of(club)[:MOST_COMPARED]
        if one.pk != but
    ]
    likely = sorted((one for one in scored if one[0] >= LIKELY), key=lambda one: -one[0])
    return [question for _score, question in likely[:limit]]


def practices_alike(club: Club, *, title: str, tried: str = "", limit: int = 2) -> list[Practice]:
    """Practices of the club that may answer already, the likest first. Two queries."""
    scored = [
        (likeness(title, tried, one.title, f"{one.summary} {' '.join(word.word for word in one.words.all())}"), one)
        for one in practices_of(club).filter(state__in=STANDING)[:MOST_COMPARED]
    ]
    likely = sorted((one for one in scored if one[0] >= LIKELY), key=lambda one: -one[0])
    return [practice for _score, practice in likely[:limit]]


def waiting_for(user: User, club: Club) -> list[Asked]:
    """What one was asked and did not answer, the most pressing first. One query."""
    rows = Asked.objects.filter(
        club=club, user=user, state=AskedState.WAITING, question__state=QuestionState.OPEN
    ).select_related("question__organization", "question__author")
    order = {"week": 0, "month": 1, "whenever": 2}
    return sorted(rows, key=lambda one: (order[one.question.urgency], one.question.created_at))


def latest_open(club: Club, *, limit: int = 3) -> list[Question]:
    return list(questions_of(club).filter(state=QuestionState.OPEN)[:limit])


def without_answer_count(club: Club) -> int:
    """Open questions that nobody answered yet. One query."""
    answers = Answer.objects.filter(question=OuterRef("pk"), state=AnswerState.SHOWN, from_asker=False)
    return Question.objects.filter(Q(~Exists(answers)), club=club, state=QuestionState.OPEN).count()


def questions_on(theme: Theme) -> list[Question]:
    """Asked about a theme, or become it. One query."""
    return list(questions_of(theme.club).filter(theme=theme))


def reached_count(question: Question) -> int:
    """How many people it was brought to. One query."""
    return Asked.objects.filter(question=question, wave__gt=0).count()


def asked_of(user: User, question: Question) -> Asked | None:
    """Why it reached this person, when it did. One query."""
    return Asked.objects.filter(question=question, user=user).first()


def gave_accepted(user: User, question: Question) -> bool:
    """Whether this person gave the answer that was accepted. One query."""
    return Answer.objects.filter(question=question, author=user, accepted_at__isnull=False).exists()


def says_me_too(user: User, question: Question) -> bool:
    return MeToo.objects.filter(question=question, user=user).exists()


def me_too_count(question: Question) -> int:
    return MeToo.objects.filter(question=question).count()
