from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "essaim.dossiers"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import ngettext

        from essaim.calls.hooks import call_changed, calls_merged
        from essaim.calls.panels import call_panels, card_marks
        from essaim.calls.tabs import WorkTab, work_tabs
        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            daily_tasks,
            forget_person,
            journaled,
            mail_previews,
            mail_streams,
            personal_data,
        )
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.organizations.panels import PagePanel, page_panels
        from essaim.watch.awards import past_awards
        from essaim.writing.kinds import TextKind, text_kinds

        from . import actions, awards, day, given, mails, panels, personal, previews, tabs, texts

        call_panels.add("dossiers", panels.on_call, order=20)
        card_marks.add("dossiers", panels.marks, order=20)
        page_panels.add("dossiers", PagePanel(panels.on_organization, panels.won_by), order=70)
        work_tabs.add("dossiers", WorkTab(_("Dossiers"), "dossiers:index", day.count), order=30)
        tabs.dossier_tabs.add("dossiers", tabs.DossierTab(_("Le dossier"), "dossiers:detail", tabs.always), order=10)
        tabs.dossier_tabs.add("dossiers.team", tabs.DossierTab(_("Équipe"), "dossiers:team", tabs.reads_file), order=20)
        tabs.dossier_tabs.add("dossiers.file", tabs.DossierTab(_("Texte"), "dossiers:file", tabs.reads_file), order=30)
        tabs.dossier_tabs.add("dossiers.plan", tabs.DossierTab(_("Plan"), "dossiers:plan", tabs.reads_file), order=40)
        register_help(
            "dossiers",
            HelpKind(
                _("Réponses communes"),
                lambda count: (
                    ngettext(
                        "mené une réponse commune pour une autre structure",
                        "mené des réponses communes pour d'autres, %(count)s places", count,
                    ) % {"count": count}
                ),
                lambda count: (
                    ngettext(
                        "pris part à une réponse menée par un autre membre",
                        "pris part à %(count)s réponses menées par d'autres membres", count,
                    ) % {"count": count}
                ),
                given.dossiers,
            ),
            order=80,
        )  # fmt: skip
        text_kinds.add(actions.TEXT_KIND, TextKind(rights=texts.rights, url=texts.url, guest=texts.guest))
        past_awards.add("dossiers", awards.won)
        call_changed.connect(actions.follow_call)
        calls_merged.connect(actions.follow_merge)
        journaled.connect(actions.follow_membership)
        tasks_of_the_day.add("dossiers", day.tasks, order=15)
        daily_tasks.add("dossiers", actions.every_day)
        personal_data.add("dossiers", personal.data_of)
        forget_person.add("dossiers", personal.forget)
        mail_previews.add("dossiers", previews.PREVIEWS)
        mail_streams.add(
            mails.LOOKING,
            MailStream(_("Répondre ensemble"), _("Un membre monte un dossier et cherche des partenaires.")),
        )
