from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "essaim.journal"

    def ready(self) -> None:
        from essaim.kernel.hooks import journaled

        from .actions import record

        journaled.connect(record)
