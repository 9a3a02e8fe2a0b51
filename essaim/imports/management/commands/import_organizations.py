"""`essaim import organizations FILE…`"""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.imports import console
from essaim.kernel.errors import Refusal


class Command(BaseCommand):
    help = (
        "Bring organizations in from files: CSV, XLSX, ODS, XLS, the two stock files of Sirene (CSV or Parquet), saved "
        "answers of the API Recherche d'entreprises. Says first what would happen, then asks; each import "
        "can be undone from the screens."
    )

    requires_system_checks: list[str] = []  # half a second, most of it to read every page's address

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", type=Path)
        parser.add_argument("--club", metavar="SLUG", help="the club whose import this is; its territory comes first")
        parser.add_argument("--mapping", metavar="NAME", default="", help="a column mapping remembered under that name")
        parser.add_argument("--remember", metavar="NAME", default="", help="remember the columns under that name")
        parser.add_argument(
            "--api", action="store_true", help="ask the API Recherche d'entreprises about the territory"
        )
        parser.add_argument("--epci", metavar="SIREN", default="", help="Sirene, API: this intercommunality")
        parser.add_argument("--department", metavar="CODE", default="", help="Sirene, API: this department")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and stop there")
        parser.add_argument("--yes", action="store_true", help="import without asking")
        parser.add_argument("--report", metavar="PATH", type=Path, help="write what became of the rows, as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] == 0
        say = (lambda line: None) if quiet else (lambda line: self.stdout.write(line))
        try:
            for path in options["files"]:
                if not path.is_file():
                    raise Refusal(_("Il n'y a pas de fichier « %(path)s ».") % {"path": path})
            console.prepare_database(say)
            reports = self._run(options, say, quiet)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None
        if options["report"]:
            console.write_report(options["report"], reports)
            say(_("Compte rendu écrit dans %(path)s") % {"path": options["report"]})

    def _run(self, options: dict[str, Any], say: console.Say, quiet: bool) -> list[dict[str, Any]]:
        reports = []
        for job in self._jobs(options):
            if options["dry_run"] or not options["yes"]:
                found = console.rehearse(job, quiet=quiet)
                say(console.told(found))
                if options["dry_run"] or not self._agreed():
                    reports.append(found)
                    continue
            done = console.bring_in(job, quiet=quiet)
            say(console.told(done))
            say(_("  import n° %(number)s, qui peut être annulé en entier") % {"number": done["batch"]})
            reports.append(done)
        return reports

    def _jobs(self, options: dict[str, Any]) -> list[console.Job]:
        club = self._club(options["club"])
        where = console.Where(club, options["epci"], options["department"])
        if options["api"]:
            return [console.api_job(where)]
        if not options["files"]:
            raise Refusal(_("Indiquez au moins un fichier, ou --api pour interroger l'API Recherche d'entreprises."))
        return console.jobs_for(options["files"], where=where, mapping=options["mapping"], remember=options["remember"])

    def _club(self, slug: str | None) -> Club | None:
        if not slug:
            return None
        club = Club.objects.filter(slug=slug).first()
        if club is None:
            names = ", ".join(Club.objects.order_by("slug").values_list("slug", flat=True)) or _("aucun")
            raise Refusal(
                _("Aucun club n'a l'adresse « %(slug)s ». Clubs : %(names)s.") % {"slug": slug, "names": names}
            )
        return club

    def _agreed(self) -> bool:
        if not sys.stdin.isatty():
            self.stdout.write(_("Rien n'est écrit : ajoutez --yes pour importer."))
            return False
        return input(_("Importer ? [o/N] ")).strip().lower() in {"o", "oui", "y", "yes"}
