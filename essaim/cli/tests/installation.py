"""A home of its own, and `essaim` run on it as an operator would: in another process."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from django.conf import settings


class Installation:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.environment = os.environ | {"ESSAIM_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings.prod"}
        self.environment["LC_ALL"] = "fr_FR.UTF-8"
        for name in ("DATABASE_URL", "ESSAIM_SECRET_KEY"):
            self.environment.pop(name, None)

    def essaim(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [sys.executable, "-m", "essaim.cli.main", *arguments],
            cwd=settings.BASE_DIR, env=self.environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    def people(self) -> list[str]:
        with closing(sqlite3.connect(self.home / "essaim.sqlite3")) as database:
            return [row[0] for row in database.execute("SELECT email FROM accounts_user ORDER BY id")]

    def add_person(self, email: str) -> None:
        with closing(sqlite3.connect(self.home / "essaim.sqlite3")) as database, database:
            columns = "email, name, password, language, is_active, is_operator, created_at, updated_at"
            values = "?, '', '', 'fr', 1, 0, '2026-01-01', '2026-01-01'"
            database.execute(f"INSERT INTO accounts_user ({columns}) VALUES ({values})", [email])
