from django.apps import AppConfig


class LendingConfig(AppConfig):
    name = "essaim.lending"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            NavigationEntry,
            daily_tasks,
            forget_person,
            journaled,
            mail_previews,
            mail_streams,
            navigation,
            personal_data,
        )
        from essaim.mutualaid.doors import Door, doors
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.resources.panels import booking_panels

        from . import day, helping, mails, panels, personal, previews
        from .actions import ledger, statements

        journaled.connect(ledger.hear)
        booking_panels.add("lending", panels.booking_panel)
        daily_tasks.add("lending.missing", ledger.enter_missing)
        daily_tasks.add("lending.remind", statements.remind)
        tasks_of_the_day.add("lending", day.tasks, order=40)
        personal_data.add("lending", personal.data_of)
        forget_person.add("lending", personal.forget)
        mail_previews.add("lending", previews.PREVIEWS)
        mail_streams.add(
            mails.ACCOUNTS,
            MailStream(
                _("Prêts et comptes"), _("Un relevé à regarder, une ligne notée, une convention à signer."),
                gathered=False,
            ),
        )  # fmt: skip
        doors.add(
            "lending",
            Door(
                _("Prêts et comptes"),
                "scale",
                _("Ce que vous avez prêté et emprunté, avec qui, et de quoi être quittes."),
                "lending:index",
                verb=_("Noter un coup de main"),
                verb_url_name="lending:add",
            ),
            order=45,
        )
        register_help(
            "lending", HelpKind(_("Prêts et coups de main"), helping.gave, helping.got, helping.read), order=60
        )
        navigation.add(
            "lending",
            NavigationEntry(
                _("Les comptes des prêts"),
                "scale",
                lambda request: reverse("lending:kept", args=[request.club.slug]),
                lambda request: getattr(request, "club", None) is not None and request.standing.is_organiser,
                prefix="lending_kept",  # the section is that of « S'entraider », for organisers too
                about=_("Qui doit quoi à qui, les relevés à envoyer."),
            ),
            order=70,
        )
