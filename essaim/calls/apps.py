from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "essaim.calls"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import NavigationEntry, daily_tasks, forget_person, navigation, personal_data
        from essaim.search.sources import sources

        from . import actions, personal
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
