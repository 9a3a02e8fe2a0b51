"""What the command line does with files: one import each, a preview, a question, a report."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.models import Club
from essaim.kernel.database import bring_up_to_date
from essaim.kernel.errors import Refusal
from essaim.kernel.memory import without_collections
from essaim.kernel.progress import Progress
from essaim.organizations.actions import load_sectors
from essaim.organizations.models import Sector
from essaim.territory.reference import load_territory

from . import actions, api, queries, report, sirene
from .cleaning.record import Record
from .enums import SourceKind
from .models import ImportBatch
from .readers import kind_of
from .sources import finder_for
from .territory import Where

REHEARSED_FROM = 50 * 1024 * 1024  # bytes: the preview of a longer file is written and taken back, chunk by chunk
FIGURES = ("rows_read", "created", "updated", "unchanged", "duplicates", "refused")

Say = Callable[[str], None]


@dataclass
class Job:
    """One import to do: a file with its mapping, or `records` that Sirene or the API give anew at each call."""

    path: Path
    kind: str = SourceKind.FILE
    records: Callable[[], Iterable[Record]] | None = None
    name: str = ""
    club: Club | None = None
    mapping: str = ""
    remember: str = ""


def jobs_for(paths: list[Path], *, where: Where, mapping: str = "", remember: str = "") -> list[Job]:
    """One import for each file; one for the two files of Sirene."""
    jobs, rest = [], list(paths)
    if found := sirene.recognise([path for path in paths if kind_of(path) in ("text", "parquet", "gzip")]):
        units, places = found
        territory = where.territory()
        scratch = settings.ESSAIM_HOME / "imports-scratch"

        def read() -> Iterable[Record]:
            rows = sirene.rows_of(units, places, territory, scratch=scratch)
            return sirene.read_sirene(rows, finder_for(where.club))

        jobs.append(Job(places, SourceKind.SIRENE, read, f"Sirene ({units.name}, {places.name})"[:200], where.club))
        rest = [path for path in paths if path not in found]
    for path in rest:
        if kind_of(path) == "json":
            pages = api.saved_pages(path)
            jobs.append(Job(path, SourceKind.API, _reader(pages, where.club), club=where.club))
        else:
            jobs.append(Job(path, club=where.club, mapping=mapping, remember=remember))
    return jobs


def api_job(where: Where) -> Job:
    """Ask the API once; the preview and the import read the same answers."""
    pages = [page for question in where.questions() for page in api.ask(question, server=settings.ESSAIM_COMPANIES_API)]
    return Job(Path("api"), SourceKind.API, _reader(pages, where.club), "API Recherche d’entreprises", where.club)


def _reader(pages: list[dict[str, Any]], club: Club | None) -> Callable[[], Iterable[Record]]:
    return lambda: api.read_pages(pages, finder_for(club))


def prepare_database(say: Say) -> None:
    """On a fresh folder, make the tables and load what an import needs, saying so."""
    bring_up_to_date()
    if not queries.has_territory():
        say(_("Première fois ici : chargement des communes de France…"))
        load_territory()
    if not Sector.objects.exists():
        say(_("Chargement des secteurs d'activité…"))
        load_sectors()


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    with Progress(label, quiet=quiet) as bar:
        yield bar.advance


@without_collections()
def rehearse(job: Job, *, quiet: bool) -> dict[str, Any]:
    """Return the report of what the import would do. Leaves nothing behind."""
    batch = _begin(job)
    label = _("Aperçu de %(file)s") % {"file": batch.file_name}
    told: list[dict[str, Any]] = []
    try:
        with progress(label, quiet=quiet) as advance:
            records = _records(job, batch)
            if job.path.is_file() and job.path.stat().st_size > REHEARSED_FROM:
                actions.apply(
                    batch=batch, user=None, records=records, at_once=True, advance=advance,
                    rehearse=lambda done: told.append(report.as_dict(done)),
                )  # fmt: skip
            else:
                told.append(report.as_dict(actions.preview(batch=batch, records=records, advance=advance)))
    finally:
        batch.delete()
    told[0]["state"] = "previewed"
    return told[0]


@without_collections()
def bring_in(job: Job, *, quiet: bool) -> dict[str, Any]:
    """Import, and return the report. What stops it is kept with the batch, and raised."""
    batch = _begin(job)
    label = _("Import de %(file)s") % {"file": batch.file_name}
    try:
        with progress(label, quiet=quiet) as advance:
            done = actions.apply(batch=batch, user=None, records=_records(job, batch), at_once=True, advance=advance)
    except Refusal as refusal:
        actions.fail(batch=batch, problem=refusal.sentence)
        raise
    return report.as_dict(done) | {"batch": done.pk}


def _begin(job: Job) -> ImportBatch:
    batch = actions.begin_from_path(
        path=job.path, club=job.club, kind=job.kind, mapping=job.mapping, remember_as=job.remember
    )
    if job.name:
        batch.file_name = job.name
        batch.save(update_fields=["file_name"])
    return batch


def _records(job: Job, batch: ImportBatch) -> Iterable[Record]:
    return job.records() if job.records else actions.records_of(batch, job.path)


def told(found: dict[str, Any]) -> str:
    """The figures in words, then the first rows set aside."""
    figures = {name: count(found[name]) for name in FIGURES}
    lines = [
        found["file"],
        _("  %(rows_read)s lignes lues : %(created)s créées, %(updated)s complétées, %(unchanged)s inchangées, "
          "%(duplicates)s doublons probables, %(refused)s refusées.") % figures,
    ]  # fmt: skip
    for name in ("refused", "duplicates"):
        rows = found[name]
        line = _("  ligne %(row)s, %(name)s : %(reason)s")
        lines += [line % (row | {"name": row["name"] or "?"}) for row in rows[:3]]
        if len(rows) > 3:
            lines.append(ngettext("  et %(count)s autre", "  et %(count)s autres", len(rows) - 3)
                         % {"count": len(rows) - 3})  # fmt: skip
    return "\n".join(lines)


def count(value: Any) -> int:
    return value if isinstance(value, int) else len(value)


def write_report(path: Path, reports: list[dict[str, Any]]) -> None:
    """Write one report, or several files' with their totals."""
    if len(reports) == 1:
        whole: dict[str, Any] = reports[0]
    else:
        whole = {name: sum(count(one[name]) for one in reports) for name in FIGURES[:4]}
        for name in ("duplicates", "refused"):
            whole[name] = [row | {"file": one["file"]} for one in reports for row in one[name]]
        whole["files"] = reports
    path.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
