from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "essaim.vault"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_previews,
            navigation,
            personal_data,
        )
        from essaim.organizations.duplicates.relations import settlers
        from essaim.organizations.panels import PagePanel, page_panels

        from . import actions, day, merging, panel, personal, previews

        def sets_types(request) -> bool:
            # Outside clubs: a validity is the installation's.
            user = getattr(request, "user", None)
            return bool(getattr(user, "is_operator", False)) and getattr(request, "club", None) is None

        navigation.add(
            "vault_types",
            NavigationEntry(
                _("Sortes de pièces"), "folder-lock", lambda request: reverse("vault:types"), sets_types,
                about=_("Combien de temps vaut chaque pièce, et quand prévenir."),
            ),
            order=90,
        )  # fmt: skip
        page_panels.add("vault", PagePanel(panel.vault_button), order=40)
        settlers.add("vault.paper", merging.second_paper)
        tasks_of_the_day.add("vault", day.tasks, order=60)
        daily_tasks.add("vault", actions.remind)
        personal_data.add("vault", personal.data_of)
        forget_person.add("vault", personal.forget)
        mail_previews.add("vault", previews.PREVIEWS)
