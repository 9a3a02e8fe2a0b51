from django.apps import AppConfig


class MutualaidConfig(AppConfig):
    name = "essaim.mutualaid"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import NavigationEntry, navigation

        navigation.add(
            "mutualaid",
            NavigationEntry(
                _("S'entraider"),
                "heart-handshake",
                lambda request: reverse("mutualaid:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_member,
                prefix="mutualaid questions practices resources lending recruitment purchases introductions",
            ),
            order=38,
        )
