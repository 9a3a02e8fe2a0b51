"""`essaim import territory`: the packaged communes, then outlines and centres from files or from geo.api.gouv.fr."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.errors import Refusal
from essaim.kernel.progress import Progress
from essaim.territory.actions import Imported, import_shapes
from essaim.territory.queries import department_codes
from essaim.territory.reference import load_territory
from essaim.territory.sources import API, fetch_shapes, read_file


class Command(BaseCommand):
    help = "Refresh communes from the packaged reference; bring outlines and centres from files or geo.api.gouv.fr."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--file",
            type=Path,
            nargs="+",
            default=[],
            metavar="PATH",
            help="GeoJSON (code, nom) or a saved answer of geo.api.gouv.fr; several may be given",
        )
        parser.add_argument("--live", action="store_true", help="ask geo.api.gouv.fr for outlines and centres")
        parser.add_argument(
            "--department", nargs="+", default=[], metavar="CODE", help="with --live: only these departments"
        )
        parser.add_argument(
            "--intermunicipality", nargs="+", default=[], metavar="SIREN", help="only the communes of these EPCI"
        )
        parser.add_argument("--api", default=API, help="another address of the same service (%(default)s)")

    def handle(self, *args: object, **options: object) -> None:
        try:
            self._run(**options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _run(self, *, file, live, department, intermunicipality, api, verbosity, **_rest) -> None:
        # Files are read before anything is written: a wrong one stops the command with nothing changed.
        from_files = [(path.name, read_file(path)) for path in file]
        try:
            loaded = load_territory(intermunicipality_codes=intermunicipality or None)
        except LookupError as unknown:
            raise CommandError(
                _("Aucune intercommunalité n’a ce SIREN : %(codes)s. Rien n’a été changé.")
                % {"codes": ", ".join(unknown.args[1])}
            ) from unknown
        self._say(
            _(
                "Communes : %(communes)s. Intercommunalités : %(epci)s. Départements : %(departments)s. "
                "Anciennes communes : %(former)s."
            )
            % {
                "communes": loaded.municipalities,
                "epci": loaded.intermunicipalities,
                "departments": loaded.departments,
                "former": loaded.former_municipalities,
            }
        )
        if loaded.merged:
            self._say(
                ngettext(
                    "%(count)s commune fusionnée depuis : ce qui s’y rattachait suit la nouvelle.",
                    "%(count)s communes fusionnées depuis : ce qui s’y rattachait suit la nouvelle.",
                    loaded.merged,
                )
                % {"count": loaded.merged}
            )
        for name, shapes in from_files:
            self._report(name, import_shapes(shapes=shapes, source=name))
        if live:
            paths = [f"departements/{code}/communes" for code in department]
            paths += [f"epcis/{code}/communes" for code in intermunicipality]
            paths = paths or [f"departements/{code}/communes" for code in department_codes()]
            with Progress("geo.api.gouv.fr", len(paths), quiet=verbosity == 0) as progress:
                for path, shapes in zip(paths, fetch_shapes(paths, base=api.rstrip("/")), strict=True):
                    self._report(path, import_shapes(shapes=shapes, source=path))
                    progress.advance()

    def _report(self, source: str, imported: Imported) -> None:
        self._say(
            _("%(source)s : %(outlines)s contours, %(centres)s centres de communes.")
            % {"source": source, "outlines": imported.outlines, "centres": imported.centres}
        )
        if imported.unknown:
            self._say(
                ngettext(
                    "%(count)s code inconnu laissé de côté : %(codes)s.",
                    "%(count)s codes inconnus laissés de côté : %(codes)s.",
                    len(imported.unknown),
                )
                % {"count": len(imported.unknown), "codes": ", ".join(imported.unknown[:10])}
            )

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
