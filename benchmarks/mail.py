"""The promise of the outbox: 1,000 invitations queued in 5 seconds at most, those of a campaign and those that the
announcement of a meeting makes, as an organiser's press does it; sent by two worker processes to a real SMTP
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

from benchmarks.databases import environment_of, postgres

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ESSAIM_HOME", ROOT / "var"))
COUNT = 1_000
DATABASE = "essaim_bench_mail"
QUEUE = """
import sys, time
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import transaction
from django.utils import timezone
from essaim.clubs.models import Club, Membership
from essaim.joining.actions import create_campaign, pick_all, send, write
from essaim.mail.models import Message
from essaim.meetings.actions import announce, create_meeting
from essaim.organizations.models import Organization, Representation
from essaim.organizations.naming import named

def people(club, name, count):
    structures = Organization.objects.bulk_create(
        Organization(**named(f"{name} {number}"), email=f"{name}{number}@example.org") for number in range(count))
    return structures

def meeting(name, count):
    club = Club.objects.create(slug=f"{name}m", name="Le banc", short_name="Banc", email="club@example.org")
    members = people(club, name, count)
    Membership.objects.bulk_create(Membership(club=club, organization=one, state="member") for one in members)
    Representation.objects.bulk_create(
        Representation(organization=one, kind="representative", name=f"Personne {one.pk}", email=one.email)
        for one in members)
    start = timezone.now() + timedelta(days=30)
    made = create_meeting(club=club, actor=None, title="Recruter", starts_at=start, ends_at=start + timedelta(hours=2),
                          presentation="Chacun dit ce qui marche chez lui, et ce qui manque.", room="Grande salle")
    return lambda: announce(meeting=made, actor=None)

def campaign(name, count):
    club = Club.objects.create(slug=f"{name}c", name="Le banc", short_name="Banc", email="club@example.org")
    ids = [one.pk for one in people(club, name, count)]
    made = create_campaign(club=club, title="Venez", actor=None)
    words = "Bonjour {prenom},\\n\\n" + "Venez nous voir, {structure} : on parle de recrutement.\\n\\n" * 6
    made = write(campaign=made, subject="{structure}, venez", words_=words, meeting=None, actor=None)
    pick_all(campaign=made, organizations=ids)
    return lambda: send(campaign=made, actor=None)

def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

def bare(rows):
    with transaction.atomic():
        for row in rows:
            row.save(force_insert=True)

count = int(sys.argv[1])
run = f"r{time.time_ns()}"
for prepare in (campaign, meeting):
    prepare(f"{run}{prepare.__name__}0", 1)()  # what a process does once: pages and templates read, catalogues loaded
    Message.objects.all().delete()
    work = prepare(f"{run}{prepare.__name__}1", count)
    seconds = timed(work)
    rows = list(Message.objects.order_by("pk"))
    assert len({row.to for row in rows}) == count
    Message.objects.all().delete()
    print(seconds, timed(lambda: bare(rows)))
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
    if url := postgres(DATABASE):
        rows += measure("PostgreSQL", url)
    return rows


def measure(name: str, url: str) -> list[dict]:
    home = HOME / f"mail-{name.lower()}"
    environment = environment_of(home, url)
    queued = queue(environment)
    bare = bare_sending(environment, home)
    rows = [
        line(f"{name}: {COUNT} {what} queued", seconds, "s", reference, "≤ 5", seconds <= 5)
        for what, (seconds, reference) in queued.items()
    ]
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


def queue(environment: dict) -> dict[str, tuple[float, float]]:
    """Seconds that a campaign and the announcement of a meeting take to queue their messages, and to write the same
    rows bare, one by one. Those of the meeting, with their calendar, wait in the outbox."""
    command = [sys.executable, "-c", QUEUE, str(COUNT)]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout
    names = ("invitations of a campaign", "invitations to a meeting")
    return {name: tuple(map(float, row.split())) for name, row in zip(names, output.splitlines(), strict=True)}


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
