"""The verbs of an import: receive, choose the columns, preview, decide, apply, undo."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed

from . import queries
from .applying import Figures, Snapshot, import_lock, run, undo_changes
from .cleaning.record import Record
from .columns import from_mapping, guess_columns, signature, to_mapping
from .enums import TRANSITIONS, BatchState, Decision, Outcome, SourceKind, Target
from .models import ColumnMapping, ImportBatch, ImportRow
from .planning import Context
from .readers import open_table
from .readers.safety import safe_name
from .readers.table import Table
from .sources import SOURCES, check_columns, records_of
from .storing import erase, path_of, store

Advance = Callable[[int], None]


def _quiet(count: int) -> None:
    """Nobody watches."""


def _move(batch: ImportBatch, verb: str) -> ImportBatch:
    """Lock the batch and check that the verb may be done now; the caller writes the new state with the rest."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    froms, to = TRANSITIONS[verb]
    if locked.state not in froms:
        raise Refusal(
            _("Cet import est à l'étape « %(state)s » : ce n'est plus possible.")
            % {"state": locked.get_state_display()},
            code="state",
        )
    locked.state = to
    return locked


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


def receive_file(*, chunks: Iterable[bytes], name: str, user: User, club: Club | None) -> ImportBatch:
    """Keep an uploaded table and guess its columns. Raises `Refusal`, and keeps nothing, when it cannot be read."""
    stored = store(chunks, name)
    try:
        batch = ImportBatch(club=club, user=user, file_name=safe_name(name), stored=stored)
        table = open_table(path_of(batch))
        batch.columns, used = columns_for(table, club)
        batch.options = {"mapping": used, **table.notes, "headless": table.headless}
        batch.save()
    except BaseException:
        erase(stored)
        raise
    return batch


@transaction.atomic
def choose_columns(*, batch: ImportBatch, columns: Sequence[str], remember_as: str = "") -> ImportBatch:
    """Say what each column holds. `remember_as`: the name under which to find this again."""
    locked = _move(batch, "choose_columns")
    check_columns(list(columns))
    for target in columns:
        if target and target not in Target.values:
            raise Refusal(_("Une colonne reçoit une valeur inconnue."), code="unknown_target")
    locked.columns = list(columns)
    locked.save(update_fields=["columns", "state", "updated_at"])
    if remember_as.strip():
        remember_mapping(batch=locked, headers=open_table(path_of(locked)).headers, name=remember_as)
    return locked


def remember_mapping(*, batch: ImportBatch, headers: Sequence[str], name: str) -> ColumnMapping:
    """Keep the batch's columns under a name; the same name again replaces."""
    mapping, _made = ColumnMapping.objects.update_or_create(
        club=batch.club,
        name=name.strip()[:80],
        defaults={"signature": signature(headers), "columns": to_mapping(headers, batch.columns)},
    )
    return mapping


def _context(batch: ImportBatch, overwrite: bool = False) -> Context:
    return Context(SOURCES[SourceKind(batch.kind)], batch.file_name[:200], overwrite)


def preview(*, batch: ImportBatch, records: Iterable[Record] | None = None, advance: Advance = _quiet) -> ImportBatch:
    """Say what would become of each row. Writes no organization. Decisions already taken are kept."""
    froms, _to = TRANSITIONS["preview"]
    if batch.state not in froms:
        with transaction.atomic():
            _move(batch, "preview")  # says why not
    decisions = queries.decisions_of(batch)
    if records is None:
        records = records_of(batch, path_of(batch))
    ImportRow.objects.filter(batch=batch).delete()
    figures = run(
        records, batch_id=batch.pk, context=_context(batch), decisions=decisions, write_it=False, advance=advance
    )
    with transaction.atomic():
        locked = _move(batch, "preview")
        _save_figures(locked, figures)
    return locked


def _save_figures(batch: ImportBatch, figures: Figures, **more: Any) -> None:
    for name, value in {**figures.as_columns(), **more}.items():
        setattr(batch, name, value)
    batch.problem = ""
    batch.save()


@transaction.atomic
def decide(*, batch: ImportBatch, number: int, decision: str) -> None:
    """Say whether a row that resembles an organization is the same one, another, or is left aside."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.PREVIEWED or decision not in Decision.values:
        raise Refusal(_("Ce choix n'est plus possible : l'import a été fait ou refait."), code="state")
    ImportRow.objects.filter(batch=batch, number=number, outcome=Outcome.DUPLICATE).update(decision=decision)


def apply(
    *,
    batch: ImportBatch,
    user: User | None,
    overwrite: bool = False,
    records: Iterable[Record] | None = None,
    at_once: bool = False,
    advance: Advance = _quiet,
    rehearse: Callable[[ImportBatch], None] | None = None,
) -> ImportBatch:
    """Write the import, all of it or nothing, then erase its file.

    `overwrite`: replace also what people wrote, since a person said so. `at_once`: without a preview before (command
    line). `rehearse`: called when all is written, after which everything is taken back.
    Raises `Refusal`: `busy` when another import is writing, `changed_since` when it would no longer do what the
    preview said.
    """
    try:
        with import_lock(), transaction.atomic():
            locked = _move(batch, "apply_at_once" if at_once else "apply")
            decisions = queries.decisions_of(batch)
            if records is None:
                records = records_of(locked, path_of(locked))
            ImportRow.objects.filter(batch=batch).delete()
            snapshot = Snapshot()
            figures = run(
                records, batch_id=batch.pk, context=_context(locked, overwrite), decisions=decisions, write_it=True,
                user_id=user.pk if user else None, snapshot=snapshot, advance=advance,
            )  # fmt: skip
            if not at_once and not decisions and not overwrite:
                _check_as_previewed(batch, figures)
            _save_figures(locked, figures, snapshot=snapshot.pack(), applied_at=timezone.now(), stored="")
            _tell(locked, user, "apply", [*figures.made, *sorted(figures.changed)])
            if rehearse:
                rehearse(locked)
                transaction.set_rollback(True)
                return locked
    except IntegrityError as error:
        raise Refusal(
            _("Quelqu'un a changé l'annuaire pendant l'import, qui n'a donc rien écrit. Recommencez : l'aperçu en "
              "tiendra compte."),
            code="changed_since",
        ) from error  # fmt: skip
    erase(batch.stored)
    return locked


def _check_as_previewed(batch: ImportBatch, figures: Figures) -> None:
    seen = {name: getattr(batch, name) for name in figures.as_columns()}
    if seen != figures.as_columns():
        raise Refusal(
            _("L'annuaire a changé depuis l'aperçu : rien n'a été écrit. Refaites l'aperçu, puis importez."),
            code="changed_since",
        )


def _tell(batch: ImportBatch, user: User | None, verb: str, ids: list[int]) -> None:
    if ids:
        organizations_changed.tell(ids=ids)
    details = {name: getattr(batch, name) for name in ("rows_read", "created", "updated", "duplicates", "refused")}
    journaled.tell(actor=user, verb=f"imports.{verb}", subject=batch, club=batch.club, details=details)


def undo(*, batch: ImportBatch, user: User | None) -> ImportBatch:
    """Take the whole import back. What people changed since stays, and is counted in `kept`."""
    with import_lock(), transaction.atomic():
        locked = _move(batch, "undo")
        undone = undo_changes(Snapshot.unpack(locked.snapshot or b""))
        locked.undone_at, locked.kept, locked.snapshot = timezone.now(), len(undone.kept), None
        locked.options = {**locked.options, "kept": undone.kept[:500]}
        locked.save()
        _tell(locked, user, "undo", [*undone.removed, *undone.restored])
    return locked


@transaction.atomic
def forget(*, batch: ImportBatch) -> None:
    """Give an import up before it is applied: its file, its preview."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state in (BatchState.APPLIED, BatchState.UNDONE):
        raise Refusal(_("Cet import est fait : on peut l'annuler, pas l'oublier."), code="state")
    stored = locked.stored
    locked.delete()
    transaction.on_commit(lambda: erase(stored))


def begin_from_path(
    *, path: Path, club: Club | None, kind: str = SourceKind.FILE, mapping: str = "", remember_as: str = ""
) -> ImportBatch:
    """Begin an import of a file of this machine, read where it is (command line)."""
    batch = ImportBatch(club=club, kind=kind, file_name=safe_name(path.name), state=BatchState.MAPPED)
    if kind == SourceKind.FILE:
        table = open_table(path)
        batch.columns, used = columns_for(table, club, mapping)
        batch.options = {"mapping": used, **table.notes, "headless": table.headless, "headers": table.headers}
        check_columns(batch.columns)
    batch.save()
    if remember_as:
        remember_mapping(batch=batch, headers=batch.options["headers"], name=remember_as)
    return batch


def fail(*, batch: ImportBatch, problem: str) -> None:
    """Keep the sentence that says why an import stopped."""
    try:
        with transaction.atomic():
            locked = _move(batch, "fail")
            locked.problem = problem[:400]
            locked.save(update_fields=["state", "problem", "updated_at"])
    except (Refusal, DatabaseError, ImportBatch.DoesNotExist):
        return  # the sentence was said already
