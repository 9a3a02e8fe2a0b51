"""Backup and restore: one archive with the database, the files and the secret key, each with its SHA-256.

The archive is a gzipped tar: `manifest.json` first (format, versions, a line per file), then the files. A restore
unpacks beside the home, checks every sum, and only then puts things in place; what was there is kept aside.
"""

import hashlib
import io
import json
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.utils.translation import gettext as _

from essaim import __version__
from essaim.kernel.errors import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE_NAME = "database.sqlite3"
POSTGRES_NAME = "database.pgdump"
Advance = Callable[[int], None]


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


# Backup --------------------------------------------------------------------------------------------------


def backup(target: Path, *, advance: Advance = lambda _count: None) -> dict:
    """Write the archive. The service may go on: SQLite is copied online. Returns the manifest.

    The archive appears whole or not at all: it is written beside its name, then renamed.
    """
    if target.exists():
        raise Refusal(_("%(path)s existe déjà : choisissez un autre nom.") % {"path": target}, code="exists")
    target.parent.mkdir(parents=True, exist_ok=True)
    home = Path(settings.ESSAIM_HOME)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=home) as folder:
        database = _copy_database(Path(folder), advance)
        entries = [(database.name, database)]
        entries += [(f"home/{path.relative_to(home)}", path) for path in _files_to_keep(home)]
        manifest = {
            "format": FORMAT,
            "essaim": __version__,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "database": "sqlite" if is_sqlite() else "postgresql",
            "files": {name: {"sha256": sha256(path), "size": path.stat().st_size} for name, path in entries},
        }
        partial = target.with_name(target.name + ".partial")
        try:
            with tarfile.open(partial, "w:gz", compresslevel=6) as archive:
                _add_bytes(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
                for name, path in entries:
                    archive.add(path, name, recursive=False)
                    advance(path.stat().st_size)
            partial.chmod(0o600)  # it holds the secret key
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return manifest


def _files_to_keep(home: Path) -> list[Path]:
    kept = [home / name for name in ("secret_key", "demo") if (home / name).is_file()]
    media = Path(settings.MEDIA_ROOT)
    return kept + sorted(path for path in media.rglob("*") if path.is_file() and path.is_relative_to(home))


def _copy_database(folder: Path, advance: Advance) -> Path:
    if is_sqlite():
        copy = folder / SQLITE_NAME
        connection.ensure_connection()
        with sqlite3.connect(copy) as target:
            connection.connection.backup(target, pages=2000, progress=lambda *_left: advance(0), sleep=0.01)
        target.close()
        return copy
    copy = folder / POSTGRES_NAME
    _run_postgres("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={copy}", _postgres_uri())
    return copy


def _postgres_uri() -> str:
    given = connections["default"].get_connection_params()
    words = {"host": "host", "port": "port", "user": "user", "dbname": "dbname", "password": "password"}
    return " ".join(f"{word}={given[key]}" for key, word in words.items() if given.get(key))


def _run_postgres(*command: str) -> None:
    if not shutil.which(command[0]):
        raise Refusal(
            _("Il manque %(tool)s, de PostgreSQL. Sur Debian : sudo apt install postgresql-client")
            % {"tool": command[0]},
            code="tool",
        )
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refusal(_("PostgreSQL a refusé : %(reason)s") % {"reason": done.stderr.strip()[-300:]}, code="postgresql")


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mtime = len(content), int(time.time())
    archive.addfile(info, io.BytesIO(content))


# Restore -------------------------------------------------------------------------------------------------


def restore(source: Path, *, force: bool = False, advance: Advance = lambda _count: None) -> dict:
    """Check the archive whole, then put it in place. Returns the manifest.

    Refuses a damaged archive (nothing is touched), and a home that holds something, without `force`. With
    `force`, what was there is moved to `before-restore-<time>/` in the home, not erased.
    """
    home = Path(settings.ESSAIM_HOME)
    database = Path(settings.DATABASES["default"]["NAME"]) if is_sqlite() else None
    occupied = _holds_data(database)
    if occupied and not force:
        raise Refusal(
            _("Il y a déjà des données dans %(home)s. Avec --force, elles seront mises de côté.") % {"home": home},
            code="occupied",
        )
    with tempfile.TemporaryDirectory(prefix="restore-", dir=home) as folder:
        manifest = unpack(source, Path(folder), advance=advance)
        if manifest["database"] != ("sqlite" if is_sqlite() else "postgresql"):
            raise Refusal(
                _("Cette archive vient d'une base %(kind)s : DATABASE_URL doit désigner une base de même sorte.")
                % {"kind": manifest["database"]},
                code="database",
            )
        aside = home / f"before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        connections.close_all()
        if database:
            _put_sqlite(Path(folder) / SQLITE_NAME, database, aside if occupied else None)
        else:
            _run_postgres(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-acl", "--single-transaction",
                f"--dbname={_postgres_uri()}", str(Path(folder) / POSTGRES_NAME),
            )  # fmt: skip
        _put_files(Path(folder) / "home", home, aside)
    return manifest


def _holds_data(database: Path | None) -> bool:
    if database is not None:
        return database.exists() and database.stat().st_size > 0
    return bool(connection.introspection.table_names())


def unpack(source: Path, folder: Path, *, advance: Advance = lambda _count: None) -> dict:
    """Unpack into an empty folder and check every sum. Refuses anything damaged, missing, or outside the folder."""
    damaged = Refusal(
        _("%(name)s est abîmée ou incomplète : rien n'a été touché. Essayez une autre sauvegarde.")
        % {"name": source.name},
        code="damaged",
    )
    if not source.is_file():
        raise Refusal(_("Il n'y a pas de fichier %(name)s.") % {"name": source}, code="missing")
    try:
        with tarfile.open(source, "r:gz") as archive:
            first = archive.next()
            if first is None or first.name != MANIFEST or (file := archive.extractfile(first)) is None:
                raise damaged
            manifest = json.loads(file.read())
            for member in archive:
                if member.name != MANIFEST:
                    archive.extract(member, folder, filter="data")
                advance(member.size)
        expected = manifest["files"]
        if manifest["format"] != FORMAT:
            raise Refusal(_("Cette archive vient d'une version plus récente d'Essaim."), code="format")
        present = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        if present != set(expected):
            raise damaged
        if any(sha256(folder / name) != facts["sha256"] for name, facts in expected.items()):
            raise damaged
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise damaged from error
    return manifest


def _put_sqlite(copy: Path, database: Path, aside: Path | None) -> None:
    if aside is not None:
        aside.mkdir(parents=True)
    for suffix in ("-wal", "-shm", ""):
        old = database.with_name(database.name + suffix)
        if old.exists():
            if aside is not None:
                shutil.move(old, aside / old.name)
            else:
                old.unlink()
    shutil.move(copy, database)


def _put_files(source: Path, home: Path, aside: Path) -> None:
    if not source.exists():
        return
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        target = home / path.relative_to(source)
        if target.exists() and sha256(target) != sha256(path):
            kept = aside / path.relative_to(source)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(target, kept)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
