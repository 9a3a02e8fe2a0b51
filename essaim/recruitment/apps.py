from django.apps import AppConfig


class RecruitmentConfig(AppConfig):
    name = "essaim.recruitment"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.clubs.doors import PublicDoor, public_doors
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
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.organizations.panels import PagePanel, page_panels
        from essaim.search.sources import sources

        from . import day, given, mails, pages, personal, previews
        from .actions import needs, offers, posts, searches, seekers
        from .queries.offers import of_a_page
        from .searching import OFFERS

        mail_streams.add(
            mails.STREAM,
            MailStream(_("Emploi"), _("Vos offres qui se ferment, les postes à partager et qui vous est recommandé.")),
        )
        daily_tasks.add("recruitment.offers", offers.close_past)
        daily_tasks.add("recruitment.seekers", seekers.every_day)
        daily_tasks.add("recruitment.needs", needs.expire_needs)
        daily_tasks.add("recruitment.posts", posts.look_everywhere)
        background_work.add("recruitment.searches", searches.work)
        tasks_of_the_day.add("recruitment", day.tasks, order=35)
        sources.add(OFFERS.name, OFFERS)
        page_panels.add("recruitment.offers", PagePanel(pages.offers_panel, of_a_page), order=60)
        doors.add(
            "recruitment",
            Door(
                _("Emploi partagé et recrutement"),
                "briefcase",
                _("Vos offres, des personnes qui cherchent, des postes à plusieurs structures."),
                "recruitment:shared",
                pages.door_news,
                verb=_("Dire un besoin"),
                verb_url_name="recruitment:state_need",
            ),
            order=40,
        )
        public_doors.add("recruitment", PublicDoor(_("Travailler chez nos membres"), "recruitment:index"), order=20)
        personal_data.add("recruitment", personal.data_of)
        forget_person.add("recruitment", personal.forget)
        register_help(
            "recommendations",
            HelpKind(_("Recommandations"), given.recommended, given.was_recommended, given.hired_through),
            order=70,
        )
        register_help(
            "shared_posts", HelpKind(_("Postes partagés"), given.shared, given.shared, given.shared_posts), order=71
        )
        mail_previews.add("recruitment", previews.PREVIEWS)
