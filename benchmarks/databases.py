"""An empty database of each engine, for the benchmarks that measure both."""

import os
import sys
from pathlib import Path

POSTGRES = "postgres://postgres@127.0.0.1:5432/"


def postgres(name: str) -> str:
    """The address of an empty database of that name, or nothing when no server answers."""
    import psycopg

    try:
        with psycopg.connect(POSTGRES + "postgres", autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    except psycopg.Error:
        print("no PostgreSQL answers, its part is left out", file=sys.stderr)
        return ""
    return POSTGRES + name


def environment_of(home: Path, url: str = "") -> dict[str, str]:
    """That of a process which works in `home` on that database, SQLite by default. Makes the folder."""
    home.mkdir(parents=True, exist_ok=True)
    return os.environ | {
        "ESSAIM_HOME": str(home), "ESSAIM_LOG_LEVEL": "ERROR", "ESSAIM_DB_POOL": "2",
        "DATABASE_URL": url or f"sqlite:///{home / 'essaim.sqlite3'}",
    }  # fmt: skip
