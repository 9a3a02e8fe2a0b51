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
CACHES["default"] = CACHES["local"]  # noqa: F405  each worker of the tests counts for itself
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_RATE_LIMITS = False
ESSAIM_GALLERY = True
INSTALLED_APPS.append("leaflet")  # noqa: F405  without a tile server it is not installed
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, one for each process of the tests: threads that write at once then meet the locks of real life.
    DATABASES["default"]["TEST"] = {"NAME": str(_home / f"test-{os.getpid()}.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"  # noqa: F405
else:
    DATABASES["default"]["OPTIONS"] = {}  # noqa: F405  the pool holds connections that test databases must let go
