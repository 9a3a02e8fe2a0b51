from django.apps import AppConfig


class JoiningConfig(AppConfig):
    name = "essaim.joining"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.accounts.parts import account_parts
        from essaim.clubs.day import tasks_of_the_day
        from essaim.clubs.involvement import Contribution, contributions
        from essaim.clubs.register import RegisterColumn, register_columns
        from essaim.clubs.sponsors import sponsorships
        from essaim.kernel.hooks import (
            MailStream,
            NavigationEntry,
            daily_tasks,
            forget_person,
            journaled,
            mail_previews,
            mail_settled,
            mail_streams,
            navigation,
            personal_data,
        )
        from essaim.mutualaid.help import HelpKind, help_kinds
        from essaim.organizations.panels import PagePanel, page_panels

        from . import day, listening, pages, personal, previews, tasks
        from .actions import settle
        from .mails import ADMISSIONS, SPONSORING, STREAM
        from .queries import given

        mail_streams.add(
            STREAM,
            MailStream(
                _("Invitations d'un club dont on n'est pas membre"),
                _("À ses rencontres, ou à le rejoindre. Deux rappels au plus."),
                gathered=False,
            ),
        )
        mail_streams.add(
            ADMISSIONS,
            MailStream(_("Qui demande à rejoindre le club"), _("Une présentation, et jusqu'à quand s'opposer.")),
        )
        mail_streams.add(
            SPONSORING,
            MailStream(
                _("Parrainages"),
                _("Une structure vous connaît et vous demande de la parrainer."),
                gathered=False,
            ),
        )
        mail_settled.connect(settle)
        journaled.connect(listening.hear)
        page_panels.add("joining.propose", PagePanel(pages.propose_button), order=50)
        account_parts.add("applications", pages.my_applications, order=30)
        sponsorships.add("joining", pages.sponsorships)
        register_columns.add("sponsor", RegisterColumn(_("Parrainée par"), given.register_cells), order=30)
        help_kinds.add(
            "sponsoring",
            HelpKind(_("Parrainages"), pages.sponsored, pages.was_sponsored, pages.help_given),
            order=70,
        )
        contributions.add("joining", Contribution(pages.sponsored, pages.sponsorings))
        tasks_of_the_day.add("joining", day.tasks, order=30)
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
        navigation.add(
            "candidates",
            NavigationEntry(
                _("Candidatures"),
                "user-plus",
                lambda request: reverse("joining:index", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                prefix="joining",
                about=_("Qui demande à rejoindre le club, et ce que chacune attend."),
            ),
            order=92,
        )
        mail_previews.add("joining", previews.PREVIEWS)
