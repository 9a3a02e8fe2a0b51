"""Whether Essaim runs on this home: `serve` and `worker` hold a shared lock, what replaces the data wants it alone.

The lock is the kernel's (flock): it goes with the processes that hold it, even killed, and leaves nothing to clean up.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

FILE_NAME = "running"


@contextmanager
def running() -> Iterator[int]:
    """Hold the home while serving. Gives the file descriptor, for the children to hold it too."""
    with (Path(settings.ESSAIM_HOME) / FILE_NAME).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield file.fileno()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the home alone. Refuses (code `running`) while Essaim serves from it."""
    with (Path(settings.ESSAIM_HOME) / FILE_NAME).open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refusal(
                _("Essaim tourne encore sur %(home)s : arrêtez-le, puis recommencez. Rien n'a été touché.")
                % {"home": settings.ESSAIM_HOME},
                code="running",
            ) from error
        yield
