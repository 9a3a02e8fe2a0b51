from django.apps import AppConfig


class ClubsConfig(AppConfig):
    name = "essaim.clubs"

    def ready(self) -> None:
        from django.utils.functional import SimpleLazyObject

        from essaim.kernel.hooks import page_context
        from essaim.organizations import access
        from essaim.organizations.panels import page_panels

        from . import pages
        from .queries import clubs_of, organisers_around

        def my_clubs(request) -> dict:
            user = getattr(request, "user", None)
            signed_in = user is not None and user.is_authenticated
            return {
                "my_clubs": SimpleLazyObject(lambda: list(clubs_of(user)) if signed_in else []),
                "standing": getattr(request, "standing", None),
            }

        page_context.add("clubs", my_clubs)
        access.editors.add("clubs", pages.organises_its_club)
        access.insiders.add("clubs", pages.is_of_a_club)
        access.reviewers.add("clubs", pages.reviews_unkept)
        access.trusted.add("clubs", pages.organises_a_club)
        access.around.add("clubs", organisers_around)
        page_panels.add("clubs", pages.membership_tags, order=10)
