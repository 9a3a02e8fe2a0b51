from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "essaim.kernel"

    def ready(self) -> None:
        from . import among  # noqa: F401  (registers the lookup)
