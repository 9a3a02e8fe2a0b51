"""What a server reads before it forks its processes: they share it, and the first visitor does not wait."""

from django.db import DatabaseError, connections

from .columns import current
from .sources import Source
from .vocabulary import vocabulary


def warm_up(*wanted: Source) -> None:
    """Read the columns of these sources, who holds each stem, and the known words.

    Does nothing without a database that is ready.
    """
    try:
        for source in wanted:
            _columns, version = current(source, with_stems=True)
            vocabulary(version)
    except DatabaseError:
        return
    finally:
        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
