from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "essaim.clubs"

    def ready(self) -> None:
        from django.utils.functional import SimpleLazyObject

        from essaim.kernel.hooks import page_context

        from .queries import clubs_of

        def my_clubs(request) -> dict:
            user = getattr(request, "user", None)
            signed_in = user is not None and user.is_authenticated
            return {
                "my_clubs": SimpleLazyObject(lambda: list(clubs_of(user)) if signed_in else []),
                "standing": getattr(request, "standing", None),
            }

        page_context.add("clubs", my_clubs)
