from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "essaim.journal"

    def ready(self) -> None:
        from essaim.kernel.hooks import forget_person, journaled, journaled_together, personal_data

        from . import personal
        from .actions import record, record_many

        journaled.connect(record)
        journaled_together.connect(record_many)
        personal_data.add("journal", personal.data_of)
        forget_person.add("journal", personal.forget, order=200)
