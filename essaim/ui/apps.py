from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "essaim.ui"

    def ready(self) -> None:
        from .wording import install

        install()
