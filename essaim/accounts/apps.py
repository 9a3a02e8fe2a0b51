from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "essaim.accounts"

    def ready(self) -> None:
        from essaim.kernel.hooks import mail_previews

        from . import previews

        mail_previews.add("accounts", previews.PREVIEWS)
