"""`essaim calls read [SOURCE|FILE]`: read the sources of calls now, all of them or one, or a file that was saved."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from essaim.calls import actions, queries
from essaim.calls.connectors import Broken, readers
from essaim.calls.enums import Connector
from essaim.calls.reports import Report
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

SHOWN = 20


class Command(BaseCommand):
    help = "Read calls: every source, one source by its name, or a file of the kind of a connector."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="?", default="", metavar="SOURCE|FILE", help="a source's name, or a file")
        parser.add_argument(
            "--kind", choices=sorted(readers), default="", help="with a file: what wrote it (guessed from its name)"
        )
        parser.add_argument("--reasons", action="store_true", help="say why each refused row was refused")

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            ok = self._run(options["what"], options["kind"], all_reasons=options["reasons"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if not ok:
            raise CommandError(_("Une source au moins n'a pas été lue."))

    def _run(self, what: str, kind: str, *, all_reasons: bool) -> bool:
        path = Path(what)
        if what and path.is_file():
            return self._file(path, kind, all_reasons)
        if what:
            source = queries.source_named(what)
            if source is None:
                raise CommandError(_("Il n'y a ni source ni fichier « %(name)s ».") % {"name": what})
            sources = [source]
        else:
            sources = list(queries.live_sources())
        if not sources:
            self.stdout.write(_("Aucune source à lire : ajoutez-en sur la page des sources d'un club."))
        # One that breaks does not keep the others from being read.
        said = [self._say(source.name, actions.read_source(source=source), all_reasons) for source in sources]
        return all(said)

    def _file(self, path: Path, kind: str, all_reasons: bool) -> bool:
        kind = kind or _guessed(path)
        source = actions.source_of_files(kind=kind)
        try:
            report = actions.read_payload(source=source, payloads=[path.read_bytes()])
        except Broken as broken:
            report = Report(error=broken.sentence)
        return self._say(path.name, report, all_reasons)

    def _say(self, name: str, report: Report, all_reasons: bool) -> bool:
        self.stdout.write(f"{name} : {report.sentence()}")
        for row, title, why in report.reasons[: None if all_reasons else SHOWN]:
            self.stdout.write(f"  {row}. {title or '—'} : {why}")
        return not report.error


def _guessed(path: Path) -> str:
    """By the words of the file's name; a table for any other CSV or workbook."""
    name = fold(path.stem)
    for words, kind in (
        ("boamp", Connector.BOAMP), ("transition", Connector.TRANSITION), ("dispositif aide", Connector.AID_SCHEMA),
        ("aides territoires export", Connector.AIDES_TERRITOIRES_EXPORT), ("ademe", Connector.ADEME),
        ("ile de france", Connector.ILE_DE_FRANCE), ("drome", Connector.DROME), ("manche", Connector.MANCHE),
        ("culture", Connector.CULTURE), ("aides territoires", Connector.AIDES_TERRITOIRES),
    ):  # fmt: skip
        if words in name:
            return kind
    if path.suffix.lower() in (".xml", ".rss", ".atom"):
        return Connector.FEED
    if path.suffix.lower() in (".csv", ".xlsx", ".ods", ".xls", ".tsv"):
        return Connector.TABLE
    raise CommandError(_("Dites ce qui a écrit ce fichier : --kind."))
