"""Questions among what can be searched: title, know-how looked for, what was tried, what was answered."""

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch

from essaim.search.port import Document, Source

from .enums import SHOWN_STATES, AnswerState
from .models import Answer, Question


def documents(ids: list[int]) -> Iterator[Document]:
    """Those that members read; never who asks."""
    answers = Answer.objects.filter(state=AnswerState.SHOWN).order_by("pk")
    rows = (
        Question.objects.filter(pk__in=ids, state__in=SHOWN_STATES)
        .select_related("sector", "theme")
        .prefetch_related(Prefetch("answers", queryset=answers, to_attr="shown_answers"))
    )
    for row in rows:
        told = " ".join(one.text for one in row.shown_answers)
        topic = " ".join(str(one) for one in (row.sector, row.theme) if one)
        yield Document(
            row.pk, row.title, row.title, skills=f"{row.words} {topic}", texts=f"{row.tried} {told}",
            facets={"club": [str(row.club_id)]},
        )  # fmt: skip


def every_id() -> Iterable[int]:
    return Question.objects.filter(state__in=SHOWN_STATES).values_list("pk", flat=True).iterator()


SOURCE = Source("questions", 40, ("club",), documents, every_id)
