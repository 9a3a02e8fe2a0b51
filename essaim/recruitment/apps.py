from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "essaim.recruitment"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import MailStream, daily_tasks, mail_previews, mail_streams
        from essaim.mutualaid.doors import Door, doors
        from essaim.organizations.panels import page_panels

        from . import day, mails, pages, previews
        from .actions import needs, offers, posts

        mail_streams.add(
            mails.STREAM,
            MailStream(_("Emploi"), _("Vos offres qui se ferment, les postes à partager et qui vous est recommandé.")),
        )
        daily_tasks.add("recruitment.offers", offers.close_past)
        daily_tasks.add("recruitment.needs", needs.expire_needs)
        daily_tasks.add("recruitment.posts", posts.look_everywhere)
        tasks_of_the_day.add("recruitment", day.tasks, order=35)
        page_panels.add("recruitment.offers", pages.offers_panel, order=60)
        doors.add(
            "recruitment",
            Door(
                _("Emploi partagé et recrutement"),
                "briefcase",
                _("Vos offres, des personnes qui cherchent, des postes à plusieurs structures."),
                "recruitment:index",
                verb=_("Publier une offre"),
                verb_url_name="recruitment:publish",
            ),
            order=50,
        )
        mail_previews.add("recruitment", previews.PREVIEWS)
