from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "essaim.calls"

    def ready(self) -> None:
        from essaim.kernel.hooks import daily_tasks
        from essaim.search.sources import sources

        from . import actions
        from .searching import CALLS

        sources.add(CALLS.name, CALLS)
        daily_tasks.add("calls.close", lambda _today: actions.close_past())
