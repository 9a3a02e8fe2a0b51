from django.apps import AppConfig


class PracticesConfig(AppConfig):
    name = "essaim.practices"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import ngettext

        from essaim.clubs.day import tasks_of_the_day
        from essaim.clubs.doors import PublicDoor, public_doors
        from essaim.kernel.hooks import (
            MailStream,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            personal_data,
        )
        from essaim.mutualaid.doors import Door, doors
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.organizations.panels import PagePanel, page_panels
        from essaim.search.sources import sources
        from essaim.writing.kinds import TextKind, text_kinds

        from . import access, actions, day, given, mails, panel, personal, previews, queries, searching
        from .actions.common import KIND

        text_kinds.add(
            KIND,
            TextKind(
                rights=access.rights_on_part,
                url=lambda text: reverse("practices:detail", args=[text.club.slug, text.practice_part.practice_id]),
                settled=searching.follow_text,
            ),
        )
        sources.add(searching.NAME, searching.PRACTICES)
        public_doors.add("practices", PublicDoor(_("Bonnes pratiques"), "practices:index"), order=10)
        doors.add(
            "practices",
            Door(
                _("Bonnes pratiques"), "lightbulb",
                _("Ce que des membres ont essayé, ce que cela leur a coûté et donné. Reprenez, et racontez à votre "
                  "tour."),
                "practices:index", day.news, _("Raconter la vôtre"), "practices:start",
            ),
            order=20,
        )  # fmt: skip
        register_help(
            "practices_adopted",
            HelpKind(
                _("Pratiques reprises"),
                lambda count: (
                    ngettext(
                        "donné une pratique qu'une structure a reprise",
                        "donné des pratiques que d'autres ont reprises, %(count)s fois", count,
                    ) % {"count": count}
                ),
                lambda count: (
                    ngettext(
                        "repris une pratique d'un autre membre", "repris %(count)s pratiques d'autres membres", count
                    ) % {"count": count}
                ),
                given.adoptions,
            ),
            order=50,
        )  # fmt: skip
        register_help(
            "practices_visits",
            HelpKind(
                _("Visites et appels"),
                lambda count: (
                    ngettext(
                        "montré une pratique à un autre membre", "montré vos pratiques %(count)s fois", count
                    ) % {"count": count}
                ),
                lambda count: (
                    ngettext(
                        "vu une pratique chez un autre membre", "vu %(count)s pratiques chez d'autres membres", count
                    ) % {"count": count}
                ),
                given.visits,
            ),
            order=55,
        )  # fmt: skip
        page_panels.add("practices", PagePanel(panel.practices, queries.of_a_page), order=60)
        tasks_of_the_day.add("practices", day.tasks, order=50)
        daily_tasks.add("practices.still_true", actions.ask_due_checks)
        daily_tasks.add("practices.search", searching.follow_all)
        mail_streams.add(
            mails.STREAM,
            MailStream(
                _("Bonnes pratiques"),
                _("Quand on demande à vous lire ou à venir voir, et une fois par an : est-ce toujours vrai ?"),
                gathered=False,
            ),
        )
        personal_data.add("practices", personal.data_of)
        forget_person.add("practices", personal.forget)
        mail_previews.add("practices", previews.PREVIEWS)
