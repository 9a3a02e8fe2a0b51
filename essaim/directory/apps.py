from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "essaim.directory"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import NavigationEntry, club_territory_changed, navigation

        from .actions import draw_maps

        def address(request) -> str:
            club = getattr(request, "club", None)
            return reverse("club_directory:index", args=[club.slug]) if club else reverse("directory:index")

        navigation.add(
            "directory",
            NavigationEntry(_("Annuaire"), "search", address, lambda request: True, prefix="directory"),
            order=10,
        )
        club_territory_changed.connect(draw_maps)
