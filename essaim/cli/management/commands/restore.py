"""`essaim restore FILE [--force]`."""

from pathlib import Path

from django.utils.translation import gettext as _

from essaim.cli.archive import restore
from essaim.cli.command import OperatorCommand
from essaim.cli.running import alone
from essaim.kernel.database import bring_up_to_date
from essaim.kernel.progress import Progress


class Command(OperatorCommand):
    help = "Vérifie une archive, puis la remet en place. Arrêtez d’abord le service."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="archive faite par essaim backup")
        parser.add_argument("--force", action="store_true", help="remplacer ce qui est là (mis de côté, pas effacé)")

    def handle(self, **options) -> None:
        with alone(), Progress(_("Vérification, en octets")) as progress:
            manifest = restore(Path(options["file"]).expanduser(), force=options["force"], advance=progress.advance)
        bring_up_to_date()
        self.say(_("Tout est revenu, dans l'état du %(date)s.") % {"date": manifest["made_at"]})
