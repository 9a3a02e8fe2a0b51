"""The production server: gunicorn for the pages, a worker for the mail, under one parent that stops both."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .running import running

THREADS = 4


def check_port(host: str, port: int) -> None:
    """Refuse with a sentence when another program holds the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refusal(
                _("Le port %(port)s est déjà pris par un autre programme. Essayez : make demo PORT=%(next)s")
                % {"port": port, "next": port + 1},
                code="port",
            ) from error


def prepare_static() -> None:
    """Gather the static files under ESSAIM_HOME when they changed since the last time."""
    mark = Path(settings.STATIC_ROOT) / ".gathered"
    present = _static_fingerprint()
    if not mark.exists() or mark.read_text() != present:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(present)


def _static_fingerprint() -> str:
    latest, count = 0.0, 0
    for finder in get_finders():
        for path, storage in finder.list(ignore_patterns=[]):
            latest = max(latest, os.stat(storage.path(path)).st_mtime)
            count += 1
    return f"{count} {latest}"


def workers() -> int:
    """As many processes as cores, two at least: one slow page never stops the others."""
    return max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2)


def serve(*, host: str, port: int, processes: int, with_worker: bool = True) -> int:
    """Serve until a signal. Returns the exit code. Children end with the parent."""
    with running() as lock:
        return _serve(host, port, processes, with_worker, lock)


def _serve(host: str, port: int, processes: int, with_worker: bool, lock: int) -> int:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    pages = [
        sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", address, "--workers", str(processes),
        # Threads: a browser that opens a connection and says nothing must not hold a whole process.
        "--worker-class", "gthread", "--threads", str(THREADS), "--timeout", "60", "--graceful-timeout", "20",
        "--max-requests", "20000", "--max-requests-jitter", "2000", "--worker-tmp-dir", _memory_folder(),
        "--no-control-socket", "--log-level", "warning",
        "--chdir", str(settings.BASE_DIR), "--preload",
    ]  # fmt: skip
    commands = [pages]
    if with_worker:
        commands.append([sys.executable, "-m", "essaim.cli.main", "worker"])
    children = [subprocess.Popen(command, cwd=settings.BASE_DIR, pass_fds=[lock]) for command in commands]

    def stop(number: int, _frame: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while True:
        codes = [child.poll() for child in children]
        if codes[0] is not None:
            break
        if with_worker and codes[1] is not None:
            # The mail stopped, not the pages: start it again, slowly.
            time.sleep(2)
            if children[0].poll() is None:
                children[1] = subprocess.Popen(commands[1], cwd=settings.BASE_DIR, pass_fds=[lock])
        time.sleep(0.2)
    for child in children[1:]:
        child.terminate()
        try:
            child.wait(timeout=20)
        except subprocess.TimeoutExpired:
            child.kill()  # left alone, it would hold the home, and a restore would refuse
    return 0 if codes[0] in (0, -signal.SIGTERM, -signal.SIGINT) else codes[0] or 0


def _memory_folder() -> str:
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else str(settings.ESSAIM_HOME)
