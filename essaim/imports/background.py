"""The worker's share: one import that waits, read or written from beginning to end.

Nothing is kept of a try that was cut short, save the API's answers: an import whose worker was stopped still waits, and
is taken up again. A lock that the system lets go with the process tells that nobody else is at it.
"""

import logging
import time

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from . import actions, queries
from .applying.lock import background_lock
from .enums import Work
from .models import ImportBatch
from .official import official_records

MOST_TRIES = 3
TELL_EVERY = 1.0  # seconds between two words on the progress
log = logging.getLogger(__name__)


def work_once() -> bool:
    """Do the import that has waited longest. Returns whether there was one to do, and nobody at it."""
    if queries.next_waiting() is None:
        return False
    with background_lock() as mine:
        batch = queries.next_waiting() if mine else None
        return _work(batch) if batch is not None else False


def _work(batch: ImportBatch) -> bool:
    """Returns False when it must wait for its turn."""
    if not actions.try_again(batch=batch, most=MOST_TRIES):
        actions.fail(
            batch=batch,
            problem=_("La lecture s'est interrompue plusieurs fois sans que l'on sache pourquoi. Rien n'est importé : "
                      "le journal du service en dit plus."),
        )  # fmt: skip
        return True
    try:
        if batch.work == Work.APPLY:
            actions.apply(
                batch=batch, user=queries.who_applies(batch), overwrite=bool(batch.options.get("overwrite")),
                records=official_records(batch, lambda count: None),
            )  # fmt: skip
        else:
            actions.preview(batch=batch, records=official_records(batch, Teller(batch)))
    except Refusal as refusal:
        if refusal.code == "busy":
            actions.later(batch=batch)
            return False
        actions.fail(batch=batch, problem=refusal.sentence)
    except Exception:
        if not queries.is_there(batch):
            return True  # someone gave it up meanwhile
        log.exception("the import %s was cut short", batch.pk)
    return True


class Teller:
    """Says how many rows were read, once a second at most."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch, self._rows, self._told = batch, 0, time.monotonic()

    def __call__(self, count: int) -> None:
        self._rows += count
        if (now := time.monotonic()) - self._told >= TELL_EVERY:
            self._told = now
            actions.say_progress(batch=self._batch, rows=self._rows)
