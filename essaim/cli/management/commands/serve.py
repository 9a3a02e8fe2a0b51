"""`essaim serve`: the production server."""

import sys

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.cli.command import OperatorCommand
from essaim.cli.serving import check_port, prepare_static, serve, workers
from essaim.kernel.database import bring_up_to_date


class Command(OperatorCommand):
    help = "Sert Essaim : les pages, et l’envoi des messages. S’arrête proprement par Ctrl+C."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="adresse d’écoute (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8000, help="port (8000)")
        parser.add_argument("--workers", type=int, default=0, help="processus (autant que de cœurs, deux au moins)")
        parser.add_argument("--no-worker", action="store_true", help="ne pas envoyer les messages d’ici")

    def handle(self, **options) -> None:
        check_port(options["host"], options["port"])
        if count := bring_up_to_date():
            self.say(_("Base de données mise à jour : %(count)s étapes.") % {"count": count})
        prepare_static()
        processes = options["workers"] or workers()
        self.say(
            _("Essaim sert %(url)s avec %(count)s processus. Ctrl+C pour arrêter.")
            % {"url": f"http://{options['host']}:{options['port']}/", "count": processes}
        )
        self.say(_("Les données sont dans %(folder)s.") % {"folder": settings.ESSAIM_HOME})
        sys.exit(
            serve(host=options["host"], port=options["port"], processes=processes, with_worker=not options["no_worker"])
        )
