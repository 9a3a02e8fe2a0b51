from django.apps import AppConfig


class IntroductionsConfig(AppConfig):
    name = "essaim.introductions"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import ngettext

        from essaim.clubs.day import panels_of_the_day, tasks_of_the_day
        from essaim.clubs.involvement import Contribution, contributions
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
        from essaim.mutualaid.doors import Door, doors

        from . import day, mails, personal, previews, queries
        from .actions import follow_up, suggest_monthly

        navigation.add(
            "to_invite",
            NavigationEntry(
                _("Qui inviter ?"),
                "user-plus",
                lambda request: reverse("introductions:outside", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                about=_("Des structures du territoire que vos membres gagneraient à connaître, et pourquoi."),
            ),
            order=42,
        )
        tasks_of_the_day.add("introductions", day.tasks, order=30)
        panels_of_the_day.add("introductions", day.panel, order=60)
        mail_streams.add(
            mails.REQUESTS,
            MailStream(_("Rencontres entre membres"), _("Quand un membre aimerait vous parler."), gathered=False),
        )
        mail_streams.add(
            mails.MONTHLY, MailStream(_("Une rencontre à faire"), _("Une fois par mois, un membre à rencontrer."))
        )
        daily_tasks.add("introductions.follow_up", follow_up)
        daily_tasks.add("introductions.monthly", suggest_monthly)
        personal_data.add("introductions", personal.data_of)
        forget_person.add("introductions", personal.forget)
        contributions.add(
            "introductions",
            Contribution(
                lambda count: (
                    ngettext(
                        "fait connaissance avec %(count)s membre", "fait connaissance avec %(count)s membres", count
                    )
                    % {"count": count}
                ),
                queries.made_by_member,
            ),
            order=80,
        )
        doors.add(
            "introductions",
            Door(
                _("Qui rencontrer ?"),
                "coffee",
                _("Des membres que vous n'avez pas encore croisés, et pourquoi vous devriez."),
                "introductions:index",
            ),
            order=90,
        )
        mail_previews.add("introductions", previews.PREVIEWS)
