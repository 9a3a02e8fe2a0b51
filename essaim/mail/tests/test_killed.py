"""A worker killed with SIGKILL, in a process of its own, at the two moments that matter. Real database, real server."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.db import connection

from essaim.mail.enums import MessageState
from essaim.mail.models import Message

from .factories import ask

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 180  # seconds
ROOT = Path(__file__).resolve().parents[3]


class Killer:
    """Takes messages; kills the worker that speaks, once, at `moment`: before the message, or once it has it whole."""

    def __init__(self, moment):
        self.moment = moment
        self.worker = None
        self.taken = []

    def kill(self, moment):
        if moment == self.moment and self.worker:
            os.kill(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
            self.worker = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.kill("before")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.taken += envelope.rcpt_tos
        self.kill("after")
        return "250 OK"


def database_url() -> str:
    facts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{facts['NAME']}"
    return f"postgres://{facts['USER']}:{facts['PASSWORD']}@{facts['HOST']}:{facts['PORT']}/{facts['NAME']}"


def worker(home, port) -> subprocess.Popen:
    environment = os.environ | {
        "ESSAIM_HOME": str(home), "DATABASE_URL": database_url(), "ESSAIM_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "DJANGO_SETTINGS_MODULE": "config.settings.prod", "ESSAIM_DB_POOL": "2",
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-m", "essaim.cli.main", "worker"], cwd=ROOT, env=environment)


def _wait_until(done: Callable[[], bool], why: str) -> None:
    """Each worker has its own time: on a loaded machine, Python alone may need a minute to start."""
    limit = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < limit, why
        time.sleep(0.1)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_each_recipient_gets_exactly_one(moment, tmp_path):
    killer = Killer(moment)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(killer, hostname="127.0.0.1", port=port)
    controller.start()
    addresses = [f"personne-{number}@example.org" for number in range(25)]
    for number, address in enumerate(addresses):
        ask(key=str(number), to=address)
    killer.worker = worker(tmp_path, port)
    second = None
    try:
        _wait_until(lambda: killer.worker is None, "the first worker never spoke to the server")
        assert Message.objects.filter(state=MessageState.SENDING).exists()
        second = worker(tmp_path, port)
        unsent = Message.objects.exclude(state=MessageState.SENT)
        _wait_until(lambda: not unsent.exists(), "the second worker was too slow: no message is lost yet")
        time.sleep(0.5)  # what would be sent twice would be sent now
    finally:
        if second:
            second.terminate()
            second.wait(timeout=20)
        controller.stop()
    assert sorted(killer.taken) == sorted(addresses)
    assert list((tmp_path / "outbox").iterdir()) == []
