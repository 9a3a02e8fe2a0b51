"""Meetings on « Ma journée »: what waits for an answer, the next dates."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import DayPanel, Task
from essaim.clubs.models import Club
from essaim.ui.templatetags.ui import day as written_day

from . import queries
from .enums import Answer
from .words import when


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One task for each meeting announced that the person has not answered; its page answers in one press."""
    rows = queries.waits_for_answer(person(request), club)
    for meeting in rows:
        meeting.club = club
    return [
        Task(
            "calendar-check",
            _("Répondez pour la rencontre du %(day)s") % {"day": written_day(meeting.starts_at)},
            f"{meeting.get_absolute_url()}#repondre",
            _("Oui ou non"),
            f"{meeting.title} · {when(meeting)}",
        )
        for meeting in rows
    ]


def dates(request: HttpRequest, club: Club) -> DayPanel:
    """The next meetings, each with what the person answered, or the buttons to answer."""
    meetings = queries.next_meetings(club, person(request))
    for meeting in meetings:
        meeting.club = club
        own = meeting.own  # type: ignore[attr-defined]
        meeting.unanswered = not own or own[0].answer == Answer.NONE  # type: ignore[attr-defined]
    return DayPanel("aside", "meetings/_dates.html", {"meetings": meetings, "slug": club.slug})
