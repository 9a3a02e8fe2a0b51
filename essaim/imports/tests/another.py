"""Another process, as an import meets it."""

import fcntl

import psycopg
from django.db import connection

from essaim.imports.applying.lock import WRITING, _lock_file


class held_by_another:
    """The lock in the hands of another process, or of another session of PostgreSQL."""

    def __enter__(self):
        if connection.vendor == "postgresql":
            settings = connection.settings_dict
            self.other = psycopg.connect(
                host=settings["HOST"], port=settings["PORT"] or 5432, user=settings["USER"],
                password=settings["PASSWORD"], dbname=settings["NAME"], autocommit=True,
            )  # fmt: skip
            self.other.execute("SELECT pg_advisory_lock(%s)", [WRITING])
        else:
            self.other = _lock_file("imports").open("w")
            fcntl.flock(self.other, fcntl.LOCK_EX)

    def __exit__(self, *_rest):
        self.other.close()
