from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "essaim.imports"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import NavigationEntry, background_work, navigation

        from .background import work_once

        def address(request) -> str:
            club = getattr(request, "club", None)
            return reverse("club_imports:index", args=[club.slug]) if club else reverse("imports:index")

        def visible(request) -> bool:
            standing = getattr(request, "standing", None)
            if standing is not None:
                return standing.is_organiser
            return bool(getattr(getattr(request, "user", None), "is_operator", False))

        entry = NavigationEntry(
            _("Imports"), "upload", address, visible, prefix="imports",
            about=_("Faire entrer un fichier de structures, et tout pouvoir annuler."),
        )  # fmt: skip
        navigation.add("imports", entry, order=80)
        background_work.add("imports", work_once)
