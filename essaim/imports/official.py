"""The records of official sources that a batch names: Sirene's files in the operator's folder, the API's answers."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from . import api, sirene
from .cleaning.record import Record
from .enums import SourceKind
from .models import ImportBatch
from .sources import finder_for
from .territory import Where

Advance = Callable[[int], None]


def sirene_folder() -> Path:
    """Where the operator puts Sirene's files, too large for a browser."""
    return Path(settings.ESSAIM_HOME) / "imports"


def sirene_files() -> list[Path]:
    """CSV and Parquet files of that folder, by name."""
    folder = sirene_folder()
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.suffix.lower() in (".csv", ".parquet") and path.is_file())


def pages_folder(batch: ImportBatch) -> Path:
    """Where the API's answers to a batch wait, so that an interrupted run goes on from there."""
    return Path(settings.MEDIA_ROOT) / "imports" / f"pages-{batch.pk}"


def erase_pages(batch: ImportBatch) -> None:
    shutil.rmtree(pages_folder(batch), ignore_errors=True)


def where_of(batch: ImportBatch) -> Where:
    return Where(batch.club, batch.options.get("epci", ""), batch.options.get("department", ""))


def official_records(batch: ImportBatch, advance: Advance) -> Iterable[Record]:
    """The records of a batch of Sirene or of the API; `advance` is told of the rows as they are read.

    Raises `Refusal` when a file is no longer there, or when the API does not answer.
    """
    finder = finder_for(batch.club)
    if batch.kind == SourceKind.SIRENE:
        units, places = (_file_named(batch.options[name]) for name in ("units", "places"))
        scratch = Path(settings.ESSAIM_HOME) / "imports-scratch"
        rows = sirene.rows_of(units, places, where_of(batch).territory(), scratch=scratch)
        return sirene.read_sirene(_told(rows, advance), finder)
    return api.read_pages(_pages(batch, advance), finder)


def _file_named(name: str) -> Path:
    path = next((path for path in sirene_files() if path.name == name), None)
    if path is None:
        raise Refusal(
            _("« %(name)s » n'est plus dans le dossier des imports : remettez-le, puis recommencez.") % {"name": name},
            code="file_gone",
        )
    return path


def _told(rows: Iterator[dict[str, Any]], advance: Advance) -> Iterator[dict[str, Any]]:
    for row in rows:
        advance(1)
        yield row


def _pages(batch: ImportBatch, advance: Advance) -> Iterator[dict[str, Any]]:
    """The answers kept, then those still to be asked for, kept as they come."""
    for number, question in enumerate(where_of(batch).questions()):
        kept = KeptPages(pages_folder(batch) / str(number))
        for page in api.ask(question, server=settings.ESSAIM_COMPANIES_API, kept=kept):
            advance(len(page["results"]))
            yield page


class KeptPages:
    """Answers to one question, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def get(self, number: int) -> dict[str, Any] | None:
        """The answer kept; None when there is none, or when it was cut short."""
        try:
            return json.loads((self._folder / f"{number}.json").read_bytes())
        except (OSError, ValueError):
            return None

    def keep(self, number: int, page: dict[str, Any]) -> None:
        path = self._folder / f"{number}.json"
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(page), encoding="utf-8")
        beside.replace(path)
