from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "essaim.writing"

    def ready(self) -> None:
        from essaim.kernel.hooks import daily_tasks, forget_person, mail_previews, personal_data

        from . import personal, previews
        from .actions import thin_out

        personal_data.add("writing", personal.data_of)
        forget_person.add("writing", personal.forget)
        daily_tasks.add("writing", thin_out)
        mail_previews.add("writing", previews.PREVIEWS)
