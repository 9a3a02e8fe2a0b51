"""A migrated database made once for each state of the migrations, then copied: seconds saved in each process of tests.

SQLite only: on PostgreSQL the tests run the migrations, as an installation does.
"""

import hashlib
import os
import shutil
import sqlite3
from importlib import metadata
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection


def database_file() -> Path | None:
    """Where the tests keep their database when it is a file; its side files have the same beginning."""
    name = connection.settings_dict["TEST"].get("NAME")
    return Path(name) if connection.vendor == "sqlite" and name else None


def bring_template() -> None:
    """Put a migrated database in the place of the tests', when one was made."""
    path, template = database_file(), _template()
    if path and template.exists():
        shutil.copyfile(template, path)


def keep_template() -> None:
    """Keep the database just migrated for the next processes. Two that do it at once leave one whole file."""
    template = _template()
    if database_file() and not template.exists():
        partial = template.with_suffix(f".{os.getpid()}")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(partial)])
        partial.replace(template)


def remove_test_database() -> None:
    if path := database_file():
        connection.close()
        for file in path.parent.glob(f"{path.name}*"):
            file.unlink(missing_ok=True)


def _template() -> Path:
    """Named by all that migrations may depend on: theirs and the libraries' files, what runs them."""
    digest = hashlib.sha256(f"{sqlite3.sqlite_version} {metadata.version('django')}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label}/{file.name}".encode())
            digest.update(file.read_bytes())
    return Path(settings.ESSAIM_HOME) / f"template-{digest.hexdigest()[:20]}.sqlite3"
