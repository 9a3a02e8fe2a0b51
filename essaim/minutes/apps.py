from django.apps import AppConfig


class MinutesConfig(AppConfig):
    name = "essaim.minutes"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import panels_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            navigation,
            personal_data,
        )
        from essaim.meetings.enums import MeetingState
        from essaim.meetings.left import ListDoor, left_by_meetings, list_doors
        from essaim.meetings.story import theme_story
        from essaim.meetings.tabs import MeetingTab, meeting_tabs
        from essaim.writing.kinds import TextKind, text_kinds

        from . import access, actions, day, personal, previews, queries, story
        from .actions.minutes import KIND
        from .mails import STREAM

        told = (MeetingState.ANNOUNCED, MeetingState.HELD)

        navigation.add(
            "minutes",
            NavigationEntry(
                _("Comptes rendus"), "file-text",
                lambda request: reverse("minutes:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                prefix="minutes", about=_("Ce qui s'est dit, ce qui a été décidé, qui fait quoi, en un seul document."),
            ),
            order=60,
        )  # fmt: skip
        text_kinds.add(KIND, TextKind(rights=access.rights_on_section, url=queries.url_of_section))
        meeting_tabs.add(
            "minutes",
            MeetingTab(
                _("Compte rendu"), "minutes:detail",
                lambda request, meeting: request.standing.is_member and meeting.state in told,  # type: ignore[attr-defined]
                "after",
            ),
            order=60,
        )  # fmt: skip
        meeting_tabs.add(
            "after",
            MeetingTab(
                _("Avis et mercis"), "minutes:after",
                lambda request, meeting: request.standing.is_organiser and meeting.state in told,  # type: ignore[attr-defined]
                "after",
            ),
            order=70,
        )  # fmt: skip
        mail_streams.add(
            STREAM,
            MailStream(
                _("Après les rencontres"),
                _("Le compte rendu quand il paraît, et la demande d'avis sur la rencontre où vous étiez."),
            ),
        )
        panels_of_the_day.add("actions", day.panel, order=15)
        theme_story.add("minutes", story.minutes, order=20)
        theme_story.add("decisions", story.decisions, order=30)
        left_by_meetings.add("minutes", story.left)
        list_doors.add("minutes", ListDoor(_("Comptes rendus"), "file-text", "minutes:index"), order=30)
        daily_tasks.add("minutes.reminders", actions.remind_owners)
        daily_tasks.add("minutes.reviews", actions.open_due_reviews)
        personal_data.add("minutes", personal.data_of)
        forget_person.add("minutes", personal.forget, order=40)
        mail_previews.add("minutes", previews.PREVIEWS)
