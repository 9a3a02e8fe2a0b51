"""Preview, decide, apply, undo."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed
from essaim.kernel.memory import without_collections

from .. import queries
from ..applying import Figures, Snapshot, import_lock, run, undo_changes
from ..cleaning.record import Record
from ..enums import TRANSITIONS, BatchState, Decision, Outcome, SourceKind
from ..models import ImportBatch, ImportRow
from ..official import erase_pages
from ..planning import Context
from ..sources import SOURCES, records_of
from ..storing import erase, path_of
from .common import move

Advance = Callable[[int], None]
MOST_ROWS = 60_000  # on the screens, whose answers must come within half a minute


def _quiet(count: int) -> None:
    """Nobody watches."""


def _context(batch: ImportBatch, overwrite: bool = False) -> Context:
    return Context(str(SOURCES[SourceKind(batch.kind)]), batch.file_name[:200], overwrite)


@without_collections()
def preview(
    *,
    batch: ImportBatch,
    records: Iterable[Record] | None = None,
    most: int = 0,
    advance: Advance = _quiet,
) -> ImportBatch:
    """Say what would become of each row. Writes no organization. Decisions already taken are kept.

    `most`: rows past which a screen refuses (0: no limit).
    """
    froms, _to = TRANSITIONS["preview"]
    if batch.state not in froms:
        with transaction.atomic():
            move(batch, "preview")  # says why not
    decisions = queries.decisions_of(batch)
    if records is None:
        records = records_of(batch, path_of(batch))
    ImportRow.objects.filter(batch=batch).delete()
    figures = run(
        _at_most(most, records) if most else records,
        batch_id=batch.pk,
        context=_context(batch),
        decisions=decisions,
        write_it=False,
        advance=advance,
    )
    with transaction.atomic():
        locked = move(batch, "preview")
        _save_figures(locked, figures)
    return locked


def _at_most(most: int, records: Iterable[Record]) -> Iterator[Record]:
    for count, record in enumerate(records, 1):
        if count > most:
            raise Refusal(
                _(
                    "Ce fichier a plus de %(most)s lignes. Coupez-le en plusieurs, ou demandez à la personne qui tient "
                    "l'installation de l'importer par la ligne de commande, qui n'a pas cette limite."
                )
                % {"most": most},
                code="too_many_rows",
            )
        yield record


def _save_figures(batch: ImportBatch, figures: Figures, **more: Any) -> None:
    for name, value in {**figures.as_columns(), **more}.items():
        setattr(batch, name, value)
    batch.problem, batch.work, batch.progress, batch.tries = "", "", 0, 0
    batch.save()


@transaction.atomic
def decide(*, batch: ImportBatch, decisions: Mapping[int, str]) -> None:
    """Say of rows that resemble an organization whether each is the same one, another, or is left aside."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.PREVIEWED or locked.work or not set(decisions.values()) <= set(Decision.values):
        raise Refusal(_("Ce choix n'est plus possible : l'import a été fait ou refait."), code="state")
    for decision in Decision.values:
        numbers = [number for number, said in decisions.items() if said == decision]
        ImportRow.objects.filter(batch=batch, number__in=numbers, outcome=Outcome.DUPLICATE).update(decision=decision)


@without_collections()
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
            locked = move(batch, "apply_at_once" if at_once else "apply")
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
    erase_pages(batch)
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


@without_collections()
def undo(*, batch: ImportBatch, user: User | None) -> ImportBatch:
    """Take the whole import back. What people changed since stays, and is counted in `kept`."""
    with import_lock(), transaction.atomic():
        locked = move(batch, "undo")
        undone = undo_changes(Snapshot.unpack(locked.snapshot or b""))
        locked.undone_at, locked.kept, locked.snapshot = timezone.now(), len(undone.kept), None
        locked.options = {**locked.options, "kept": undone.kept[:500]}
        locked.save()
        _tell(locked, user, "undo", [*undone.removed, *undone.restored])
    return locked


def fail(*, batch: ImportBatch, problem: str) -> None:
    """Keep the sentence that says why an import stopped."""
    try:
        with transaction.atomic():
            locked = move(batch, "fail")
            locked.problem, locked.work = problem[:400], ""
            locked.save(update_fields=["state", "problem", "work", "updated_at"])
    except (Refusal, DatabaseError, ImportBatch.DoesNotExist):
        return  # the sentence was said already
