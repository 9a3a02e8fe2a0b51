"""Receive a file, say what its columns hold, give it up."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from .. import queries
from ..columns import from_mapping, guess_columns, signature, to_mapping
from ..enums import BatchState, SourceKind, Target, Work
from ..models import ColumnMapping, ImportBatch
from ..official import erase_pages
from ..readers import open_table
from ..readers.safety import safe_name
from ..readers.table import Table
from ..sources import check_columns
from ..storing import erase, path_of, store
from .common import move


def columns_for(table: Table, club: Club | None, mapping: str = "") -> tuple[list[str], str]:
    """Return (target of each column, name of the mapping used or ""). Raises `Refusal` for an unknown name."""
    if mapping:
        known = queries.mapping_named(mapping, club)
        if known is None:
            names = ", ".join(queries.mappings_for(club).values_list("name", flat=True)) or _("aucune")
            raise Refusal(
                _("Aucune correspondance ne s'appelle « %(name)s ». Correspondances connues : %(names)s.")
                % {"name": mapping, "names": names},
                code="unknown_mapping",
            )
    elif not table.headless:
        known = queries.mapping_for_headers(table.headers, club)
    else:
        known = None
    if known is not None:
        return from_mapping(table.headers, known.columns), known.name
    return guess_columns(table.headers, table.sample(), headless=table.headless), ""


def _about(table: Table) -> dict[str, Any]:
    """What the screen of the columns shows, so that it need not open the file: headers, three values of each column."""
    samples: list[list[str]] = [[] for _header in table.headers]
    for cells in table.sample(100):
        for seen, cell in zip(samples, cells, strict=False):
            value = " ".join(cell.split())[:60]
            if value and len(seen) < 3 and value not in seen:
                seen.append(value)
    return {**table.notes, "headless": table.headless, "headers": table.headers, "samples": samples}


def receive_file(*, chunks: Iterable[bytes], name: str, user: User, club: Club | None) -> ImportBatch:
    """Keep an uploaded table and guess its columns. Raises `Refusal`, and keeps nothing, when it cannot be read."""
    stored = store(chunks, name)
    try:
        batch = ImportBatch(club=club, user=user, file_name=safe_name(name), stored=stored)
        table = open_table(path_of(batch))
        batch.columns, used = columns_for(table, club)
        batch.options = {"mapping": used, **_about(table)}
        batch.save()
    except BaseException:
        erase(stored)
        raise
    return batch


@transaction.atomic
def choose_columns(*, batch: ImportBatch, columns: Sequence[str], remember_as: str = "") -> ImportBatch:
    """Say what each column holds. `remember_as`: the name under which to find this again."""
    locked = move(batch, "choose_columns")
    check_columns(list(columns))
    for target in columns:
        if target and target not in Target.values:
            raise Refusal(_("Une colonne reçoit une valeur inconnue."), code="unknown_target")
    locked.columns = list(columns)
    locked.save(update_fields=["columns", "state", "updated_at"])
    if remember_as.strip():
        remember_mapping(batch=locked, headers=locked.options["headers"], name=remember_as)
    return locked


def remember_mapping(*, batch: ImportBatch, headers: Sequence[str], name: str) -> ColumnMapping:
    """Keep the batch's columns under a name; the same name again replaces."""
    mapping, _made = ColumnMapping.objects.update_or_create(
        club=batch.club,
        name=name.strip()[:80],
        defaults={"signature": signature(headers), "columns": to_mapping(headers, batch.columns)},
    )
    return mapping


@transaction.atomic
def forget(*, batch: ImportBatch) -> None:
    """Give an import up before it is applied: its file, its preview."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state in (BatchState.APPLIED, BatchState.UNDONE):
        raise Refusal(_("Cet import est fait : on peut l'annuler, pas l'oublier."), code="state")
    if locked.work == Work.APPLY:
        raise Refusal(_("Cet import s'écrit : attendez qu'il finisse, puis annulez-le."), code="state")
    stored = locked.stored
    locked.delete()
    transaction.on_commit(lambda: erase(stored))
    transaction.on_commit(lambda: erase_pages(batch))


def begin_from_path(
    *, path: Path, club: Club | None, kind: str = SourceKind.FILE, mapping: str = "", remember_as: str = ""
) -> ImportBatch:
    """Begin an import of a file of this machine, read where it is (command line)."""
    batch = ImportBatch(club=club, kind=kind, file_name=safe_name(path.name), state=BatchState.MAPPED)
    if kind == SourceKind.FILE:
        table = open_table(path)
        batch.columns, used = columns_for(table, club, mapping)
        batch.options = {"mapping": used, **_about(table)}
        check_columns(batch.columns)
    batch.save()
    if remember_as:
        remember_mapping(batch=batch, headers=batch.options["headers"], name=remember_as)
    return batch
