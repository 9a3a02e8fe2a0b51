"""The promise of the outbox: 1,000 invitations queued in 5 seconds at most; sent by two worker processes to a real SMTP
server, one killed with SIGKILL in the middle, again and again: each recipient gets exactly one. On SQLite, and on
PostgreSQL when one answers. Beside it, in the same run: the same rows written bare, the same messages sent by bare
smtplib on one connection.
"""

import collections
import os
import random
import signal
import smtplib
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ESSAIM_HOME", ROOT / "var"))
COUNT = 1_000
POSTGRES = "postgres://postgres@127.0.0.1:5432/"
DATABASE = "essaim_bench_mail"
QUEUE = """
import sys, time
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import transaction
from django.utils import timezone
from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.models import Charge, Club
from essaim.mail.models import Message
Message.objects.all().delete()
club, _new = Club.objects.get_or_create(slug="banc", defaults={"name": "Le banc", "short_name": "Banc"})
charge = Charge(club=club, user=User(email="x@example.org"), role="organiser")
calendar = "BEGIN:VCALENDAR\\r\\nMETHOD:REQUEST\\r\\n" + "X-LINE:" + "x" * 60 + "\\r\\nEND:VCALENDAR\\r\\n"
def queue(name, count):
    with transaction.atomic():
        for number in range(count):
            mails.send(
                template_prefix="clubs/email/charge_given", address=f"{name}{number}@example.org", club=club,
                context={"charge": charge, "club": club, "club_url": "http://127.0.0.1/banc/"}, calendar=calendar,
                key=f"bench:{name}:{number}", stream="bench", reply_to="club@example.org")
queue("first", 1)  # what a process does once: templates read, catalogues loaded
Message.objects.all().delete()
start = time.perf_counter()
queue("r", int(sys.argv[1]))
print(time.perf_counter() - start)
rows = list(Message.objects.all())
Message.objects.all().delete()
start = time.perf_counter()
with transaction.atomic():
    for row in rows:
        row.save(force_insert=True)
print(time.perf_counter() - start)
"""
BARE = """
import django; django.setup()
from essaim.mail.composing import compose
from essaim.mail.models import Message
import pickle, sys
rows = Message.objects.select_related("club")
letters = [(row.to, compose(row).message().as_bytes(linesep="\\r\\n")) for row in rows]
pickle.dump(letters, open(sys.argv[1], "wb"))
"""


class Box:
    """Counts what each recipient got, and when the first and the last came."""

    def __init__(self) -> None:
        self.got: collections.Counter[str] = collections.Counter()
        self.first = self.last = 0.0

    async def handle_DATA(self, server, session, envelope) -> str:
        self.first = self.first or time.perf_counter()
        self.last = time.perf_counter()
        self.got.update(envelope.rcpt_tos)
        return "250 OK"

    total = property(lambda self: sum(self.got.values()))


def run() -> list[dict]:
    rows = measure("SQLite", "")
    if url := postgres():
        rows += measure("PostgreSQL", url)
    else:
        print("mail: no PostgreSQL answers, its part is left out", file=sys.stderr)
    return rows


def postgres() -> str:
    """The address of an empty database, or nothing."""
    import psycopg

    try:
        with psycopg.connect(POSTGRES + "postgres", autocommit=True, connect_timeout=3) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
            connection.execute(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8' TEMPLATE template0")
    except psycopg.Error:
        return ""
    return POSTGRES + DATABASE


def measure(name: str, url: str) -> list[dict]:
    home = HOME / f"mail-{name.lower()}"
    home.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"ESSAIM_HOME": str(home), "ESSAIM_LOG_LEVEL": "ERROR", "ESSAIM_DB_POOL": "2"}
    environment["DATABASE_URL"] = url or f"sqlite:///{home / 'essaim.sqlite3'}"
    queued, bare_queued = queue(environment)
    bare = bare_sending(environment, home)
    rows = [line(f"{name}: {COUNT} invitations queued", queued, "s", bare_queued, "≤ 5", queued <= 5)]
    for kills, restart in ((1, False), (5, True)):
        if kills > 1:
            queue(environment)
        box, done = send(environment, kills=kills, restart=restart)
        seconds = box.last - box.first
        exactly = sum(count == 1 for count in box.got.values())
        what = f"{name}: two workers, {kills} killed" + (", each started again" if restart else ", not started again")
        rows += [
            line(f"{what}: recipients with exactly one", exactly, "", COUNT, f"= {COUNT}",
                 done == kills and exactly == COUNT == box.total),
            line(f"{what}: seconds", seconds, "s", bare, "told", True),
        ]  # fmt: skip
    return rows


def queue(environment: dict) -> tuple[float, float]:
    """Seconds to queue through `accounts.mails.send`, and to write the same rows bare. The rows wait in the outbox."""
    command = [sys.executable, "-c", QUEUE, str(COUNT)]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    first, second = output.split()
    return float(first), float(second)


def server(box: Box):
    from aiosmtpd.controller import Controller

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    return controller, port


def bare_sending(environment: dict, home: Path) -> float:
    """Seconds that smtplib takes for the same messages, already written, on one connection."""
    import pickle

    path = home / "letters"
    subprocess.run([sys.executable, "-c", BARE, str(path)], cwd=ROOT, env=environment, check=True)
    letters = pickle.loads(path.read_bytes())
    controller, port = server(Box())
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for address, content in letters:
            smtp.sendmail("essaim@localhost", [address], content)
    seconds = time.perf_counter() - start
    controller.stop()
    return seconds


def send(environment: dict, *, kills: int, restart: bool) -> tuple[Box, int]:
    """Two workers until nothing waits; `kills` times, one of them is killed while it sends. Returns what the server
    got, and how many were killed at work."""
    box = Box()
    controller, port = server(box)
    environment = environment | {"ESSAIM_SMTP_URL": f"smtp://127.0.0.1:{port}"}
    chance = random.Random(kills)

    def start() -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-m", "essaim.cli.main", "worker"], cwd=ROOT, env=environment)

    workers = [start(), start()]
    marks = [COUNT * (number + 1) // (kills + 1) for number in range(kills)]
    limit = time.monotonic() + 300
    done = 0
    while time.monotonic() < limit:
        if marks and box.total >= marks[0]:
            marks.pop(0)
            threading.Event().wait(chance.uniform(0, 0.02))
            victim = workers.pop(0)
            done += victim.poll() is None and box.total < COUNT
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            if restart:
                workers.append(start())
        # Until nothing more comes: what would be sent twice must have the time to be.
        if box.total >= COUNT and time.perf_counter() - box.last > 6:
            break
        time.sleep(0.001)
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait(timeout=30)
    controller.stop()
    return box, done


def line(name: str, value: float, unit: str, reference: float, target: str, holds: bool) -> dict:
    return {
        "name": name, "value": value, "unit": unit, "reference": reference, "ratio": value / reference,
        "target": target, "holds": holds,
    }  # fmt: skip
