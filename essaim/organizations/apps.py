from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "essaim.organizations"

    def ready(self) -> None:
        # allauth tells in this way only that an address is now proved to be the person's.
        from allauth.account.signals import email_confirmed

        from essaim.kernel.hooks import daily_tasks

        from .actions import link_account, remind_stale
        from .duplicates import settling

        def give_pages(request, email_address, **facts) -> None:
            link_account(user=email_address.user, email=email_address.email)

        email_confirmed.connect(give_pages, weak=False, dispatch_uid="organizations.link_account")
        daily_tasks.add("organizations.remind_stale", lambda today: remind_stale(today=today))
        settling.register()
