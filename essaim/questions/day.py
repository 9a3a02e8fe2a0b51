"""Questions on « Ma journée »: those that wait for the person, and the latest of the club."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.access import person
from essaim.clubs.day import DayPanel, Task
from essaim.clubs.models import Club

from . import queries
from .enums import Urgency

MOST_TASKS = 3


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each question that waits for the person, the most pressing first; three at most. One query."""
    return [
        Task(
            "hand-helping",
            _("On compte sur vous : %(title)s") % {"title": row.question.title},
            reverse("questions:detail", args=[club.slug, row.question_id]),
            _("Répondre"),
            _("Cette semaine, %(reason)s.") % {"reason": row.reason}
            if row.question.urgency == Urgency.WEEK
            else _("Elle vous arrive %(reason)s.") % {"reason": row.reason},
        )
        for row in queries.waiting_for(person(request), club)[:MOST_TASKS]
    ]


def panel(request: HttpRequest, club: Club) -> DayPanel | None:
    """The latest questions without their answer yet. One query."""
    rows = queries.latest_open(club)
    return DayPanel("aside", "questions/_day.html", {"questions": rows, "club": club}) if rows else None


def news(_request: HttpRequest, club: Club) -> str:
    """What waits behind the door of « S'entraider ». One query."""
    count = queries.without_answer_count(club)
    if not count:
        return ""
    return ngettext(
        "%(count)s question attend une réponse", "%(count)s questions attendent une réponse", count
    ) % {"count": count}  # fmt: skip
