from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "essaim.watch"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.calls import hooks as calls
        from essaim.calls.panels import call_panels, card_marks
        from essaim.calls.tabs import WorkTab, work_tabs
        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import (
            MailStream,
            background_work,
            daily_tasks,
            forget_person,
            mail_previews,
            mail_streams,
            organizations_changed,
            personal_data,
        )

        from . import actions, awards, day, mails, panel, personal, previews

        work_tabs.add("for_us", WorkTab(_("Pour nous"), "watch:for_us", day.waiting), order=20)
        work_tabs.add("among_us", WorkTab(_("Pour qui parmi nous"), "watch:among_us"), order=25)
        call_panels.add("watch.among_us", panel.among_us, order=10)
        call_panels.add("watch.won_before", panel.won_before, order=50)
        card_marks.add("watch", panel.marks, order=10)
        awards.past_awards.add("references", awards.references)
        calls.calls_found.connect(actions.calls_found)
        calls.call_changed.connect(actions.call_changed)
        calls.calls_merged.connect(actions.calls_merged)
        organizations_changed.connect(actions.organizations_changed)
        background_work.add("watch.scores", actions.score_waiting)
        daily_tasks.add("watch.scores", lambda _today: actions.score_everything(), order=200)
        daily_tasks.add("watch.digests", actions.send_digests, order=210)
        mail_streams.add(
            mails.STREAM,
            MailStream(
                _("Appels pour vous"),
                _("Les appels nouveaux ou changés qui ressemblent à vos structures, jamais deux fois le même."),
                gathered=False,
            ),
        )
        mail_previews.add("watch", previews.PREVIEWS)
        tasks_of_the_day.add("watch", day.tasks, order=45)
        personal_data.add("watch", personal.data_of)
        forget_person.add("watch", personal.forget)
