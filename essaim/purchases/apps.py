from django.apps import AppConfig


class PurchasesConfig(AppConfig):
    name = "essaim.purchases"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _
        from django.utils.translation import ngettext

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import daily_tasks, forget_person, mail_previews, personal_data
        from essaim.mutualaid.doors import Door, doors
        from essaim.mutualaid.help import HelpKind, register_help
        from essaim.organizations.panels import PagePanel, page_panels
        from essaim.search.sources import sources

        from . import actions, day, given, panel, personal, previews, queries
        from .searching import NAME, PURCHASES

        doors.add(
            "purchases",
            Door(
                _("Achats groupés"), "shopping-basket",
                _("Un même besoin, une seule commande : un meilleur prix, et les cartons partagés au juste."),
                "purchases:index", day.news, _("Proposer un achat"), "purchases:start",
            ),
            order=50,
        )  # fmt: skip
        register_help(
            "purchases",
            HelpKind(
                _("Achats groupés"),
                lambda count: (
                    ngettext(
                        "mené un achat pour une autre structure", "mené des achats pour d'autres, %(count)s parts",
                        count,
                    ) % {"count": count}
                ),
                lambda count: (
                    ngettext(
                        "pris part à un achat mené par un autre membre",
                        "pris part à %(count)s achats menés par d'autres membres", count,
                    ) % {"count": count}
                ),
                given.purchases,
            ),
            order=70,
        )  # fmt: skip
        sources.add(NAME, PURCHASES)
        page_panels.add("purchases", PagePanel(panel.leads, queries.of_a_page), order=65)
        tasks_of_the_day.add("purchases", day.tasks, order=25)
        daily_tasks.add("purchases", actions.every_day)
        personal_data.add("purchases", personal.data_of)
        forget_person.add("purchases", personal.forget)
        mail_previews.add("purchases", previews.PREVIEWS)
