from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "essaim.mail"

    def ready(self) -> None:
        from essaim.kernel.hooks import mail_requested

        from .actions import queue

        mail_requested.connect(queue)
