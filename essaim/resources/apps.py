from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "essaim.resources"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            background_work,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            personal_data,
        )
        from essaim.mutualaid.doors import Door, doors

        from . import day, mails, personal, previews
        from .actions import read_calendars, remind, return_unsaid, settle_due

        tasks_of_the_day.add("resources", day.tasks, order=25)
        doors.add(
            "resources",
            Door(
                _("Moyens partagés"),
                "key-round",
                _("Salles, véhicules, matériel, heures de travail : ce que les membres se prêtent."),
                "resources:index",
                news=day.news,
                verb=_("Prêter quelque chose"),
                verb_url_name="resources:add",
            ),
            order=30,
        )
        mail_streams.add(
            mails.STREAM,
            MailStream(
                _("Réservations"), _("Demandes, réponses, rappels des moyens que vous prêtez ou empruntez."),
                gathered=False,
            ),
        )  # fmt: skip
        mail_previews.add("resources", previews.PREVIEWS)
        background_work.add("resources.settle", settle_due)
        background_work.add("resources.calendars", read_calendars)
        background_work.add("resources.return", return_unsaid)
        daily_tasks.add("resources.remind", remind)
        personal_data.add("resources", personal.data_of)
        forget_person.add("resources", personal.forget)
