from django.apps import AppConfig


class CharterConfig(AppConfig):
    name = "essaim.charter"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.clubs.register import RegisterColumn, register_columns
        from essaim.kernel.hooks import (
            MailStream,
            NavigationEntry,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            navigation,
            personal_data,
        )
        from essaim.writing.kinds import TextKind, text_kinds

        from . import day, mails, personal, previews, queries
        from .access import rights_on_article
        from .actions import remind_unsigned
        from .actions.drafting import KIND

        text_kinds.add(
            KIND, TextKind(rights=rights_on_article, url=lambda text: reverse("charter:draft", args=[text.club.slug]))
        )
        mail_streams.add(
            mails.NEWS, MailStream(_("La charte"), _("Une retouche de la charte, dont vous n'avez rien à faire."))
        )
        mail_streams.add(
            mails.TO_SIGN,
            MailStream(
                _("La charte à signer"), _("Un vrai changement, et le jour avant lequel signer."), gathered=False
            ),
        )
        register_columns.add("charter", RegisterColumn(_("Charte"), queries.register_cells), order=20)
        tasks_of_the_day.add("charter", day.tasks, order=20)
        daily_tasks.add("charter.remind_unsigned", remind_unsigned)
        personal_data.add("charter", personal.data_of)
        forget_person.add("charter", personal.forget)
        navigation.add(
            "charter",
            NavigationEntry(
                _("La charte"),
                "scroll-text",
                lambda request: reverse("charter:draft", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                prefix="charter",
                about=_("L'écrire ensemble, la publier, savoir qui l'a signée."),
            ),
            order=50,
        )
        mail_previews.add("charter", previews.PREVIEWS)
