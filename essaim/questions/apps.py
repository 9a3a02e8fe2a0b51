from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "essaim.questions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import ngettext

        from essaim.clubs.day import panels_of_the_day, tasks_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            personal_data,
        )
        from essaim.mail.incoming import incoming_mail
        from essaim.meetings.story import theme_story
        from essaim.mutualaid.doors import Door, doors
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.search.port import sources

        from . import day, mails, personal, previews, queries, story
        from .actions import carry_on
        from .incoming import take_mail
        from .search import SOURCE

        tasks_of_the_day.add("questions", day.tasks, order=25)
        panels_of_the_day.add("questions", day.panel, order=40)
        doors.add(
            "questions",
            Door(
                _("Questions"),
                "message-circle-question-mark",
                _("Demandez en trois lignes : votre question va à ceux qui peuvent savoir."),
                "questions:index",
                day.news,
                _("Poser une question"),
                "questions:ask",
                in_a_name=False,
            ),
            order=10,
        )
        register_help(
            "questions",
            HelpKind(
                _("Réponses"),
                lambda count: (
                    ngettext("répondu à %(count)s question", "répondu à %(count)s questions", count) % {"count": count}
                ),
                lambda count: (
                    ngettext("reçu %(count)s réponse utile", "reçu %(count)s réponses utiles", count) % {"count": count}
                ),
                queries.helped,
            ),
            order=45,
        )
        theme_story.add("questions", story.questions, order=40)
        sources.add(SOURCE.name, SOURCE)
        incoming_mail.add("questions", take_mail, order=30)
        daily_tasks.add("questions.carry_on", carry_on)
        mail_streams.add(
            mails.PRESSING,
            MailStream(
                _("Questions pressées"), _("Une question de la semaine à laquelle vous pouvez sans doute répondre."),
                gathered=False,
            ),
        )  # fmt: skip
        mail_streams.add(
            mails.REACHES,
            MailStream(
                _("Questions pour vous"), _("Trois par semaine au plus, avec la raison pour laquelle c'est vous.")
            ),
        )
        mail_streams.add(
            mails.FOLLOWED,
            MailStream(_("Questions suivies"), _("Les réponses que vous attendez aussi, les mercis, les suites.")),
        )
        personal_data.add("questions", personal.data_of)
        forget_person.add("questions", personal.forget)
        mail_previews.add("questions", previews.PREVIEWS)
