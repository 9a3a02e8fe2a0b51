from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "essaim.calls"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            NavigationEntry,
            background_work,
            daily_tasks,
            forget_person,
            mail_previews,
            navigation,
            personal_data,
        )
        from essaim.mail.incoming import incoming_mail
        from essaim.search.sources import sources

        from . import actions, day, incoming, personal, previews
        from .searching import CALLS
        from .tabs import WorkTab, work_tabs

        navigation.add(
            "work",
            NavigationEntry(
                _("Travailler ensemble"),
                "handshake",
                lambda request: reverse("calls:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_member,
                prefix="calls watch dossiers submissions vault budgets",
            ),
            order=39,
        )
        work_tabs.add("calls", WorkTab(_("Appels"), "calls:index"), order=10)
        sources.add(CALLS.name, CALLS)
        daily_tasks.add("calls.close", lambda _today: actions.close_past())
        personal_data.add("calls", personal.data_of)
        forget_person.add("calls", personal.forget)
        daily_tasks.add("calls.drafts", lambda _today: actions.forget_drafts())
        background_work.add("calls.read", actions.read_next)
        incoming_mail.add("calls", incoming.take_mail, order=40)
        mail_previews.add("calls", previews.PREVIEWS)
        tasks_of_the_day.add("calls", day.tasks, order=80)
