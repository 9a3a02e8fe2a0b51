from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "essaim.files"

    def ready(self) -> None:
        from essaim.kernel.hooks import daily_tasks

        from .actions import sweep

        daily_tasks.add("files.sweep", sweep)
