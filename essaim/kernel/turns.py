"""Writers of SQLite wait in line.

SQLite lets one transaction write at a time and has no queue: whoever finds it busy sleeps, tries again, and may be
passed by others for as long as they are many (twenty seconds, then « database is locked »). A file's lock has a queue,
kept by the system: each waits without looking, and comes in turn.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def in_turn() -> Iterator[None]:
    """Wait in line before a transaction that many may want at once. Nothing on PostgreSQL, which has its own queue,
    nor inside a transaction, which has its turn already."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or connection.in_atomic_block or "memory" in name:
        yield
        return
    with open(f"{name}.turns", "ab") as line:
        fcntl.flock(line, fcntl.LOCK_EX)  # given back when the file is closed, also by a death
        yield
