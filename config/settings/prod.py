"""Production, and the demo: what `essaim` runs with."""

from .base import *  # noqa: F403

# A template parsed once serves for the life of the process; static names carry their content's hash.
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # noqa: F405
WHITENOISE_MAX_AGE = 31_536_000
