"""`essaim backup [FILE]`."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.cli.archive import backup
from essaim.cli.command import OperatorCommand
from essaim.kernel.progress import Progress


class Command(OperatorCommand):
    help = "Écrit la base, les fichiers et la clé secrète dans une archive vérifiable. Le service peut continuer."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", nargs="?", help="archive à écrire (ESSAIM_HOME/backups/essaim-DATE.tar.gz)")

    def handle(self, **options) -> None:
        named = options["file"]
        default = Path(settings.ESSAIM_HOME) / "backups" / f"essaim-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar.gz"
        target = Path(named).expanduser() if named else default
        with Progress(_("Sauvegarde, en octets")) as progress:
            manifest = backup(target, advance=progress.advance)
        self.say(
            _("Sauvegarde écrite : %(path)s (%(count)s fichiers). Gardez-la ailleurs que sur cette machine.")
            % {"path": target, "count": len(manifest["files"])}
        )
