"""One import writes at a time. The system lets the lock go if the process dies."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

KEY = 0x45535341  # « ESSA », the advisory lock's number on PostgreSQL


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the right to write an import. Raises `Refusal` (code `busy`) when another holds it.

    PostgreSQL: an advisory lock of the session, shared by all machines. SQLite: a lock on a file of the folder that
    holds the database, which lives on one machine.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
            if not cursor.fetchone()[0]:
                raise _busy()
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
        return
    with _lock_file().open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _busy() from None
        yield  # closing the file lets go


def _lock_file() -> Path:
    """One for each database: a file beside the others of the folder, or the process's own for one held in memory."""
    name = str(connection.settings_dict["NAME"])
    who = str(os.getpid()) if "memory" in name else hashlib.blake2b(name.encode(), digest_size=6).hexdigest()
    return Path(settings.ESSAIM_HOME) / f"imports-{who}.lock"


def _busy() -> Refusal:
    return Refusal(
        _("Un autre import est en train d'écrire. Le vôtre est gardé tel quel : recommencez dans une minute."),
        code="busy",
    )
