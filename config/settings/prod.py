"""Production, and the demo: what `essaim` runs with."""

from .base import *  # noqa: F403

# A template parsed once serves for the life of the process; static names carry their content's hash.
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # noqa: F405
WHITENOISE_MAX_AGE = 31_536_000

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # To open the file, prepare its functions and fill its cache takes longer than most pages: each thread keeps its
    # connection. (Which is why the service is stopped before `essaim restore`.)
    DATABASES["default"]["CONN_MAX_AGE"] = 300  # noqa: F405
