"""What preparing meetings brings to the pages of others: « Ma journée », « Animer », the tabs of a meeting, two
organizations that become one."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from essaim.accounts.access import person
from essaim.clubs.day import DayPanel, Task, panels_of_the_day, tasks_of_the_day
from essaim.clubs.models import Club
from essaim.kernel.hooks import NavigationEntry, daily_tasks, forget_person, navigation, personal_data
from essaim.organizations.duplicates.relations import Settled, settlers
from essaim.ui.templatetags.ui import day

from . import personal_preparing
from .access_documents import audiences_of
from .actions import polls as poll_actions
from .actions import speakers as speaker_actions
from .actions import talks as talk_actions
from .enums import MeetingState, ThemeState
from .models import Meeting, ThemeSupport
from .panels import MeetingPanel, meeting_panels
from .queries.documents import documents_of
from .queries.polls import polls_waiting_for, polls_without_date
from .queries.speakers import talks_told
from .queries.themes import themes_of
from .tabs import MeetingTab, meeting_tabs

SHOWN = 3


def register() -> None:
    """Called once, when the applications are ready."""
    settlers.add("meetings.themesupport", one_support)
    panels_of_the_day.add("themes", themes_panel, order=60)
    tasks_of_the_day.add("polls", poll_tasks, order=15)
    daily_tasks.add("meetings.polls", poll_actions.every_day)
    personal_data.add("meetings.preparing", personal_preparing.data_of)
    forget_person.add("meetings.preparing", personal_preparing.forget, order=40)
    daily_tasks.add("meetings.talks", talk_actions.give_talks_held)
    daily_tasks.add("meetings.speakers", speaker_actions.forget_out_of_touch)
    meeting_tabs.add("poll", MeetingTab(_later("Choix de la date"), "preparing:poll", _has_poll, "prepare"), order=15)
    meeting_tabs.add("talks", MeetingTab(_later("Interventions"), "preparing:talks", _runs, "prepare"), order=40)
    meeting_tabs.add("documents", MeetingTab(_later("Documents"), "preparing:documents", group="prepare"), order=50)
    meeting_panels.add("talks", talks_panel, order=10)
    meeting_panels.add("documents", documents_panel, order=20)
    navigation.add(
        "speakers",
        NavigationEntry(
            _later("Intervenantes et intervenants"),
            "mic",
            lambda request: reverse("speakers:index", args=[request.club.slug]),
            lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
            about=_later("Qui est venu parler de quoi, comment joindre chaque personne, qui pourrait venir."),
        ),
        order=55,
    )
    navigation.add(
        "next_dates",
        NavigationEntry(
            _later("Les prochaines dates"),
            "calendar",
            lambda request: reverse("preparing:index", args=[request.club.slug]),
            lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
            about=_later("Le rythme du club, qui accueille à son tour, la date choisie ou sondée en un clic."),
        ),
        order=50,
    )


def _has_poll(request: HttpRequest, meeting: Meeting) -> bool:
    return request.standing.is_organiser and meeting.state == MeetingState.PREPARING  # type: ignore[attr-defined]


def _runs(request: HttpRequest, _meeting: Meeting) -> bool:
    return request.standing.is_organiser  # type: ignore[attr-defined]


def talks_panel(_request: HttpRequest, meeting: Meeting) -> MeetingPanel | None:
    """Who comes to speak, for whoever sees the meeting: name, organization, subject."""
    talks = talks_told(meeting)
    return MeetingPanel("main", "meetings/_talks_panel.html", {"talks": talks}) if talks else None


def documents_panel(request: HttpRequest, meeting: Meeting) -> MeetingPanel | None:
    documents = documents_of(meeting, audiences_of(request.standing))  # type: ignore[attr-defined]
    return MeetingPanel("aside", "meetings/_documents_panel.html", {"documents": documents}) if documents else None


def themes_panel(_request: HttpRequest, club: Club) -> DayPanel:
    """The themes that matter to most, beside the day."""
    waiting = themes_of(club).filter(state__in=[ThemeState.PROPOSED, ThemeState.CHOSEN])
    return DayPanel("aside", "meetings/_themes_panel.html", {"themes": list(waiting[:SHOWN])})


def poll_tasks(request: HttpRequest, club: Club) -> list[Task]:
    """A date to choose with the others; for organisers, a poll that chose nothing. Two queries."""
    tasks = [
        Task(
            "calendar",
            _("Quelles dates vous conviennent ? %(title)s") % {"title": poll.meeting.title},
            reverse("preparing:poll", args=[club.slug, poll.meeting_id]),
            _("Répondre"),
            _("Jusqu'au %(day)s inclus.") % {"day": day(poll.last_day)},
        )
        for poll in polls_waiting_for(club, person(request), now=timezone.now())
    ]
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        tasks += [
            Task(
                "calendar-x",
                _("Toujours pas de date : %(title)s") % {"title": poll.meeting.title},
                reverse("preparing:poll", args=[club.slug, poll.meeting_id]),
                _("En proposer d'autres"),
                _("Le sondage s'est fermé sans que personne puisse venir."),
            )
            for poll in polls_without_date(club)
        ]
    return tasks


def one_support(moving: ThemeSupport, present: ThemeSupport) -> Settled:
    """One line for a theme: what the kept organization brings, else what the other did."""
    return Settled() if present.brings or not moving.brings else Settled(present={"brings": moving.brings})
