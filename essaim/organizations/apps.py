from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "essaim.organizations"

    def ready(self) -> None:
        # allauth tells in this way only that an address is now proved to be the person's.
        from allauth.account.signals import email_confirmed
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import (
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_previews,
            navigation,
            personal_data,
        )

        from . import personal, previews
        from .actions import link_account, remind_stale
        from .duplicates import settling

        def give_pages(request, email_address, **facts) -> None:
            link_account(user=email_address.user, email=email_address.email)

        email_confirmed.connect(give_pages, weak=False, dispatch_uid="organizations.link_account")
        daily_tasks.add("organizations.remind_stale", lambda today: remind_stale(today=today))
        settling.register()
        personal_data.add("organizations", personal.data_of)
        forget_person.add("organizations", personal.forget)

        def settles_duplicates(request) -> bool:
            # Without a query: organisers see it inside their club, where their standing is known.
            standing = getattr(request, "standing", None)
            return getattr(getattr(request, "user", None), "is_operator", False) or getattr(
                standing, "is_organiser", False
            )

        navigation.add(
            "duplicates",
            NavigationEntry(
                _("Doublons"),
                "merge",
                lambda request: reverse("organizations:duplicates"),
                settles_duplicates,
                about=_("Des fiches qui sont peut-être celles d'une même structure."),
            ),
            order=80,
        )
        mail_previews.add("organizations", previews.PREVIEWS)
