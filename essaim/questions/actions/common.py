"""What the actions share."""

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.search.actions import reindex

from ..models import Question
from ..search import SOURCE


def lock(question: Question) -> Question:
    """The question as it stands, held until the end of the transaction; its club and people are read with it."""
    row = (
        Question.objects.select_for_update(of=("self",))
        .select_related("club", "author", "organization", "sector", "theme", "practice")
        .get(pk=question.pk)
    )
    return row


def index(question: Question) -> None:
    reindex(source=SOURCE.name, ids=[question.pk])


def tidy(text: str, most: int) -> str:
    """Lines as typed, their ends trimmed, nothing that PostgreSQL refuses."""
    lines = (line.rstrip() for line in text.replace("\x00", "").strip().splitlines())
    return "\n".join(lines)[:most]


def one_line(text: str, most: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:most]


def no_longer(question: Question) -> Refusal:
    return Refusal(
        _("Cette question n'attend plus de réponse : elle est notée « %(state)s ».")
        % {"state": question.get_state_display().lower()},
        code="closed",
    )
