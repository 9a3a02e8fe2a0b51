from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "essaim.joining"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.kernel.hooks import (
            MailStream,
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_settled,
            mail_streams,
            navigation,
            personal_data,
        )

        from . import personal, tasks
        from .actions import settle

        mail_streams.add(
            "invitations",
            MailStream(
                _("Invitations d'un club dont on n'est pas membre"),
                _("À ses rencontres, ou à le rejoindre. Deux rappels au plus."),
                gathered=False,
            ),
        )
        mail_settled.connect(settle)
        daily_tasks.add("joining", tasks.every_day)
        personal_data.add("joining", personal.data_of)
        forget_person.add("joining", personal.forget, order=50)
        navigation.add(
            "inviting",
            NavigationEntry(
                _("Inviter"),
                "send",
                lambda request: reverse("campaigns:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                prefix="campaigns",
                about=_("Écrire une fois à des structures du territoire, suivre qui répond, relancer."),
            ),
            order=91,
        )
