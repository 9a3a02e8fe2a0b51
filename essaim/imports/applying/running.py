"""Take rows through plan and writing, chunk after chunk, so that a long file does not fill the memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.bulk import insert
from essaim.kernel.errors import Refusal

from ..cleaning.record import Record
from ..enums import Outcome
from ..models import ImportBatch, ImportRow
from ..planning import Context, Known, Planned, Planner
from ..planning.likeness import Likeness
from ..queries import set_aside_before
from .snapshot import Snapshot
from .writing import write

CHUNK = 4_000


@dataclass
class Figures:
    """How many rows came to what; `made` and `changed`: ids of organizations, empty for a preview."""

    outcomes: Counter[str] = field(default_factory=Counter)
    made: list[int] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)

    @property
    def rows_read(self) -> int:
        return sum(self.outcomes.values())

    def as_columns(self) -> dict[str, int]:
        """The columns of ImportBatch."""
        return {
            "rows_read": self.rows_read,
            "created": self.outcomes[Outcome.CREATED],
            "updated": self.outcomes[Outcome.UPDATED],
            "unchanged": self.outcomes[Outcome.UNCHANGED],
            "duplicates": self.outcomes[Outcome.DUPLICATE],
            "refused": self.outcomes[Outcome.REFUSED],
        }


def run(
    records: Iterable[Record],
    *,
    batch_id: int,
    context: Context,
    decisions: Mapping[int, str],
    write_it: bool,
    user_id: int | None = None,
    snapshot: Snapshot | None = None,
    advance: Callable[[int], None] = lambda count: None,
) -> Figures:
    """Plan the rows, and write them when `write_it`. The rows of the batch are written in both cases.

    Writing asks for a transaction of the caller. Memory grows with the chunk; for a
    preview, with what the file would make.
    """
    figures, snapshot = Figures(), snapshot or Snapshot()
    known, likeness = Known(lock=write_it), Likeness()
    planner = Planner(known, context, likeness, decisions, set_aside_before(context.detail))
    now = timezone.now()
    for chunk in _chunks(records):
        planned = planner.plan(chunk)
        if write_it:
            made, changed = write(
                known.by_pk.values(), context=context, user_id=user_id, now=now, today=timezone.localdate(),
                snapshot=snapshot,
            )  # fmt: skip
            figures.made += made
            figures.changed.update(changed)
            likeness.settle()
        _write_rows(planned, batch_id, decisions)
        figures.outcomes.update(row.outcome for row in planned)
        known.forget(written=write_it)
        advance(len(chunk))
    figures.changed.difference_update(figures.made)
    return figures


def _chunks(records: Iterable[Record]) -> Iterator[list[Record]]:
    iterator = iter(records)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


@transaction.atomic
def _write_rows(planned: list[Planned], batch_id: int, decisions: Mapping[int, str]) -> None:
    """Raises `Refusal` when the import was given up meanwhile."""
    if not ImportBatch.objects.filter(pk=batch_id).exists():
        raise Refusal(_("Quelqu'un a renoncé à cet import."), code="given_up")
    insert(
        ImportRow,
        ("batch_id", "number", "outcome", "name", "organization_id", "reason", "details", "decision"),
        (
            [
                batch_id, row.number, row.outcome, row.name,
                row.entry.pk if row.entry is not None and row.entry.pk > 0 else None,
                row.reason, row.details, decisions.get(row.number, ""),
            ]
            for row in planned
        ),
    )  # fmt: skip
