"""What a worker is doing, in a file that outlives it.

Between the moment a server has a whole message and the moment our database knows it, a worker may be killed. Each one
therefore keeps, under ESSAIM_HOME/outbox, a file that it holds locked: the message in hand and how far it is. To write
there takes microseconds and needs no disk: what is written survives the process, not the machine. Whoever can lock the
file knows that its worker is dead. See docs/decisions/0060-outbox.md.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

ENDED = "ended"  # its last line is in the kernel's hands: the server will get it, whatever becomes of us
FREE = "free"
_SIZE = 40


def folder() -> Path:
    path = Path(settings.ESSAIM_HOME) / "outbox"
    path.mkdir(exist_ok=True)
    return path


class Mark:
    """The file of this worker. Its name is what the worker's messages are claimed by."""

    def __init__(self) -> None:
        self.name = f"{os.getpid()}-{secrets.token_hex(6)}"
        self._path = folder() / self.name
        # Under a name that nobody looks at until it is locked.
        young = self._path.with_name(f".{self.name}")
        self._file = os.open(young, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self.note(0, FREE)
        young.rename(self._path)

    def note(self, pk: int, phase: str) -> None:
        os.pwrite(self._file, f"{pk} {phase}".ljust(_SIZE).encode(), 0)

    def close(self) -> None:
        self._path.unlink(missing_ok=True)
        os.close(self._file)

    def leave(self) -> None:
        """Let go of the file without taking it away, as death would."""
        os.close(self._file)


@dataclass(frozen=True)
class Left:
    """What a dead worker left: its name, and the message whose end it had sent, if any."""

    name: str
    ended: int | None


@contextmanager
def left_by_the_dead() -> Iterator[list[Left]]:
    """The files of dead workers, held alone meanwhile and taken away afterwards, unless something fails."""
    found: list[tuple[Path, int]] = []
    left = []
    try:
        for path in sorted(folder().glob("[!.]*")):
            with suppress(FileNotFoundError):
                file = os.open(path, os.O_RDWR)
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    os.close(file)
                    continue
                found.append((path, file))
                pk, _space, phase = os.pread(file, _SIZE, 0).decode().strip().partition(" ")
                left.append(Left(path.name, int(pk) if phase == ENDED else None))
        yield left
        for path, _file in found:
            path.unlink(missing_ok=True)
    finally:
        for _path, file in found:
            os.close(file)
