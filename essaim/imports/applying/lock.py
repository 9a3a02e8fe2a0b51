"""One import writes at a time; one works in the background at a time. The system lets a lock go if its process dies.

PostgreSQL: an advisory lock of the session, shared by all machines. SQLite: a lock on a file of the folder that holds
the database, which lives on one machine.
"""

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

WRITING, BACKGROUND = 0x45535341, 0x45535342  # « ESSA », « ESSB »: numbers of the advisory locks


@contextmanager
def import_lock() -> Iterator[None]:
    """Hold the right to write an import. Raises `Refusal` (code `busy`) when another holds it."""
    with _held(WRITING, "imports") as mine:
        if not mine:
            raise _busy()
        yield


@contextmanager
def background_lock() -> Iterator[bool]:
    """Hold the right to work in the background. Gives False when another process holds it."""
    with _held(BACKGROUND, "imports-background") as mine:
        yield mine


@contextmanager
def _held(key: int, name: str) -> Iterator[bool]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            mine = cursor.fetchone()[0]
            try:
                yield mine
            finally:
                if mine:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
        return
    with _lock_file(name).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            mine = True
        except BlockingIOError:
            mine = False
        yield mine  # closing the file lets go


def _lock_file(name: str) -> Path:
    """One for each database: a file beside the others of the folder, or the process's own for one held in memory."""
    database = str(connection.settings_dict["NAME"])
    in_memory = "memory" in database
    who = str(os.getpid()) if in_memory else hashlib.blake2b(database.encode(), digest_size=6).hexdigest()
    return Path(settings.ESSAIM_HOME) / f"{name}-{who}.lock"


def _busy() -> Refusal:
    return Refusal(
        _("Un autre import est en train d'écrire. Le vôtre est gardé tel quel : recommencez dans une minute."),
        code="busy",
    )
