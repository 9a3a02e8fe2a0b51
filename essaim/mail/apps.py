from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "essaim.mail"

    def ready(self) -> None:
        from essaim.kernel.hooks import forget_person, mail_requested, personal_data

        from . import personal
        from .actions.bouncing import take_bounce
        from .actions.queueing import queue
        from .incoming import incoming_mail

        mail_requested.connect(queue)
        incoming_mail.add("bounces", take_bounce, order=10)
        personal_data.add("mail", personal.data_of)
        personal_data.add("mail_choices", personal.choices_of)
        forget_person.add("mail", personal.forget, order=200)
