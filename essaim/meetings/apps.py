from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "essaim.meetings"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import panels_of_the_day, tasks_of_the_day
        from essaim.clubs.involvement import Contribution, contributions
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
        from essaim.mail.incoming import incoming_mail
        from essaim.mutualaid.help import HelpKind, help_kinds

        from . import actions, day, incoming, personal, practised, preparing, previews
        from . import contributions as given
        from .incoming import take_mail
        from .mails.attendances import STREAM
        from .story import theme_story
        from .tabs import MeetingTab, meeting_tabs

        def runs(request, _meeting) -> bool:
            return request.standing.is_organiser

        navigation.add(
            "meetings",
            NavigationEntry(
                _("Rencontres"), "calendar",
                lambda request: reverse("meetings:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None,
                prefix="meetings themes preparing speakers",
            ),
            order=35,
        )  # fmt: skip
        theme_story.add("practices", practised.practices, order=35)
        meeting_tabs.add("detail", MeetingTab(_("La rencontre"), "meetings:detail"), order=10)
        meeting_tabs.add("agenda", MeetingTab(_("Programme"), "meetings:agenda", runs, "prepare"), order=20)
        meeting_tabs.add(
            "attendances",
            MeetingTab(_("Participation"), "meetings:attendances", runs, "invite", ("meetings:announce",)),
            order=30,
        )
        meeting_tabs.add(
            "edit", MeetingTab(_("Modifier"), "meetings:edit", runs, "prepare", ("meetings:cancel",)), order=900
        )
        mail_streams.add(
            STREAM,
            MailStream(
                _("Invitations aux rencontres"),
                _("L'invitation à chaque rencontre du club, et un rappel si vous n'avez pas répondu."),
                gathered=False,
            ),
        )
        incoming_mail.add("meetings", incoming.take_mail, order=20)
        tasks_of_the_day.add("meetings", day.tasks, order=10)
        panels_of_the_day.add("meetings", day.dates, order=10)
        daily_tasks.add("meetings", actions.every_day)
        incoming_mail.add("calendars", take_mail, order=20)
        personal_data.add("meetings", personal.data_of)
        forget_person.add("meetings", personal.forget, order=50)
        preparing.register()
        help_kinds.add(
            "hosting", HelpKind(_("Rencontres accueillies"), given.hosted, given.nobody_got, given.help_given), order=60
        )
        contributions.add("hosting", Contribution(given.hosted, given.meetings_hosted), order=10)
        contributions.add("speaking", Contribution(given.spoke, given.talks_given), order=20)
        contributions.add("coming", Contribution(given.came, given.meetings_attended), order=30)
        contributions.add("themes", Contribution(given.proposed, given.themes_proposed), order=40)
        mail_previews.add("meetings", previews.PREVIEWS)
