from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "essaim.dossiers"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.calls.hooks import call_changed, calls_merged
        from essaim.kernel.hooks import (
            MailStream,
            daily_tasks,
            forget_person,
            journaled,
            mail_previews,
            mail_streams,
            personal_data,
        )
        from essaim.writing.kinds import TextKind, text_kinds

        from . import actions, mails, personal, previews, texts

        text_kinds.add(actions.TEXT_KIND, TextKind(rights=texts.rights, url=texts.url))
        call_changed.connect(actions.follow_call)
        calls_merged.connect(actions.follow_merge)
        journaled.connect(actions.follow_membership)
        daily_tasks.add("dossiers", actions.every_day)
        personal_data.add("dossiers", personal.data_of)
        forget_person.add("dossiers", personal.forget)
        mail_previews.add("dossiers", previews.PREVIEWS)
        mail_streams.add(
            mails.LOOKING,
            MailStream(_("Répondre ensemble"), _("Un membre monte un dossier et cherche des partenaires.")),
        )
