"""Tests: SQLite unless DATABASE_URL says PostgreSQL; no state outside a temporary folder."""

import os
import tempfile
from pathlib import Path

_home = Path(tempfile.gettempdir()) / f"essaim-test-{os.getuid()}"
os.environ["ESSAIM_HOME"] = str(_home)
os.environ.setdefault("ESSAIM_SECRET_KEY", "only-for-tests")

from .base import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_RATE_LIMITS = False
ESSAIM_GALLERY = True
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["OPTIONS"] = {}  # noqa: F405  the pool holds connections that test databases must let go
