"""`essaim demo`: a populated club on this machine, in one command."""

import sys
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.cli.command import OperatorCommand
from essaim.cli.serving import check_port, prepare_static, serve, workers
from essaim.demo.loading import CLUB_SLUG, is_loaded, load_demo
from essaim.demo.people import ACCOUNTS, PASSWORD
from essaim.kernel.database import bring_up_to_date


class Command(OperatorCommand):
    help = "Charge un club inventé (une fois), puis le sert. S’arrête par Ctrl+C ; rien n’est perdu."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port (8000)")
        parser.add_argument("--load-only", action="store_true", help="charger, sans servir")

    def handle(self, **options) -> None:
        if not options["load_only"]:
            check_port(options["host"], options["port"])
        bring_up_to_date()
        mark = Path(settings.ESSAIM_HOME) / "demo"
        if not is_loaded():
            self.say(_("Chargement de la démonstration, une seule fois :"))
            load_demo(tell=lambda sentence: self.say(f"  {sentence}"))
            mark.touch()
        settings.ESSAIM_DEMO = True
        if options["load_only"]:
            return
        prepare_static()
        self._print_addresses(f"http://{options['host']}:{options['port']}")
        sys.exit(serve(host=options["host"], port=options["port"], processes=workers()))

    def _print_addresses(self, root: str) -> None:
        width = max(len(account.email) for account in ACCOUNTS)
        lines = [
            "",
            _("Essaim est prêt :"),
            f"  {root}/",
            f"  {root}/{CLUB_SLUG}/",
            f"  {root}/annuaire/",
            "",
            _("Comptes de démonstration, mot de passe « %(password)s » :") % {"password": PASSWORD},
            *(f"  {account.email:<{width}}  {account.name}, {account.about}" for account in ACCOUNTS),
            "",
            _("Les données sont dans %(folder)s. Ctrl+C pour arrêter.") % {"folder": settings.ESSAIM_HOME},
        ]
        self.say("\n".join(str(line) for line in lines))
