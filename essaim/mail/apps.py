from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "essaim.mail"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.accounts.parts import account_parts
        from essaim.kernel.hooks import (
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_requested,
            mails_requested,
            navigation,
            personal_data,
        )

        from . import personal, previews
        from .actions.bouncing import take_bounce
        from .actions.bulk import queue_many
        from .actions.queueing import queue
        from .actions.retention import forget_old
        from .incoming import incoming_mail
        from .parts import my_mail

        mail_requested.connect(queue)
        mails_requested.connect(queue_many)
        incoming_mail.add("bounces", take_bounce, order=10)

        def address(request) -> str:
            club = getattr(request, "club", None)
            return reverse("club_mail:index", args=[club.slug]) if club else reverse("mail:index")

        def visible(request) -> bool:
            standing = getattr(request, "standing", None)
            if standing is not None:
                return standing.is_organiser
            user = getattr(request, "user", None)
            return user is not None and user.is_authenticated and user.is_operator

        about = _("Ce qui est parti, à qui, et ce qui n'est pas arrivé.")
        entry = NavigationEntry(_("Courrier"), "mail", address, visible, prefix="mail", about=about)
        navigation.add("mail", entry, order=85)
        account_parts.add("mail", my_mail, order=30)
        daily_tasks.add("mail_retention", forget_old)
        personal_data.add("mail", personal.data_of)
        personal_data.add("mail_choices", personal.choices_of)
        forget_person.add("mail", personal.forget, order=200)
        mail_previews.add("mail", previews.PREVIEWS)
