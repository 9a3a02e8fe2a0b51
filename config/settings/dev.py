"""Development: errors in the browser, the component gallery, mail on the console."""

from .base import *  # noqa: F403

DEBUG = True
ESSAIM_GALLERY = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
