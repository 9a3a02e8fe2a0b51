"""The promise of bookings: eight processes book the same means 2,000 times, on SQLite and on PostgreSQL. No booking
lies on another (looked up afterwards by SQL), nobody reads that the database is locked. Beside it, in the same run:
eight processes that insert as many bare rows into a bare table.
"""

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.databases import environment_of, postgres

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ESSAIM_HOME", ROOT / "var"))
PROCESSES, TIMES = 8, 2_000
DATABASE = "essaim_bench_bookings"
OVERLAPS = """
SELECT count(*) FROM resources_booking AS one JOIN resources_booking AS other
ON one.resource_id = other.resource_id AND one.id < other.id
AND one.starts_at < other.blocked_until AND other.starts_at < one.blocked_until
WHERE one.state = 'approved' AND other.state = 'approved'
"""


def run() -> list[dict]:
    rows = measure("SQLite", "")
    if url := postgres(DATABASE):
        rows += measure("PostgreSQL", url)
    return rows


def measure(name: str, url: str) -> list[dict]:
    home = HOME / f"bookings-{name.lower()}"
    environment = environment_of(home, url)
    one(environment, "prepare")
    outcomes, seconds = together(environment, "book")
    inserted, bare = together(environment, "insert")
    said = {code: sum(part.get(code, 0) for part in outcomes) for code in {code for part in outcomes for code in part}}
    checked = one(environment, "check")
    attempts = sum(said.values())
    other = attempts - said.get("booked", 0) - said.get("taken", 0)
    assert sum(part["inserted"] for part in inserted) == TIMES
    return [
        line(f"{name}: attempts by {PROCESSES} processes", attempts / seconds, "/s", TIMES / bare, "told", True),
        line(f"{name}:   booked, of {attempts}", said.get("booked", 0), "", None, "told", True),
        line(f"{name}:   bookings that lie on another", checked["overlaps"], "", None, "= 0", checked["overlaps"] == 0),
        line(f"{name}:   bookings in the database", checked["bookings"], "", said.get("booked", 0), "the same",
             checked["bookings"] == checked["holds"] == said.get("booked", 0)),
        line(f"{name}:   « busy », or any other error", other, "", None, "= 0", other == 0 and attempts == TIMES),
    ]  # fmt: skip


def line(name: str, value, unit: str, reference, target: str, holds: bool) -> dict:
    ratio = value / reference if reference else None
    return {"name": name, "value": value, "unit": unit, "reference": reference, "ratio": ratio, "target": target,
            "holds": holds}  # fmt: skip


def together(environment: dict, part: str) -> tuple[list[dict], float]:
    """What each process says it did, and the seconds between the first that begins and the last that ends."""
    start = str(time.time() + 6)  # all are loaded by then
    command = [sys.executable, "-m", "benchmarks.bookings", part, start]
    running = [
        subprocess.Popen([*command, str(number)], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        for number in range(PROCESSES)
    ]
    parts = [json.loads(process.communicate()[0]) for process in running]
    seconds = max(part.pop("end") for part in parts) - min(part.pop("start") for part in parts)
    return parts, seconds


def one(environment: dict, part: str) -> dict:
    command = [sys.executable, "-m", "benchmarks.bookings", part]
    output = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(output)


# In the processes ---------------------------------------------------------------------------------------------


def prepare() -> dict:
    from django.core.management import call_command
    from django.db import connection

    from essaim.clubs.actions import admit, create_club
    from essaim.organizations.models import Organization
    from essaim.organizations.naming import named
    from essaim.resources.actions import add_resource

    call_command("migrate", verbosity=0)
    club = create_club(name="Le banc", slug="banc", actor=None)
    owner, borrower = (Organization.objects.create(**named(name)) for name in ("Prêteuse", "Emprunteuse"))
    for organization in (owner, borrower):
        admit(club=club, organization=organization, actor=None)
    free = {"audience": "members", "terms": "free"}
    add_resource(club=club, owner=owner, actor=None, kind="vehicle", name="Fourgon", publish=True, turnaround=15,
                 needs_approval=False, conditions=[free])  # fmt: skip
    with connection.cursor() as cursor:
        key = "bigserial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE IF NOT EXISTS bench_bare (id {key} PRIMARY KEY, starts_at text, ends_at text)")
    return {}


def book(number: int) -> dict[str, int]:
    """Each process draws its slots among those of three months; it meets the others again and again."""
    from datetime import timedelta

    from django.utils import timezone

    from essaim.kernel.errors import Refusal
    from essaim.organizations.models import Organization
    from essaim.resources.actions import Asked, Borrower
    from essaim.resources.actions import book as book_it
    from essaim.resources.models import Resource

    chance = random.Random(number)
    van, borrower = Resource.objects.get(), Borrower(Organization.objects.get(name="Emprunteuse"))
    day = timezone.now().replace(hour=7, minute=0, second=0, microsecond=0)
    said: dict[str, int] = {}
    for _time in range(TIMES // PROCESSES):
        starts_at = day + timedelta(days=chance.randrange(1, 90), minutes=15 * chance.randrange(40))
        asked = Asked(starts_at, starts_at + timedelta(minutes=15 * chance.randrange(2, 12)))
        try:
            book_it(resource=van, borrower=borrower, person=None, asked=asked)
            code = "booked"
        except Refusal as refusal:
            code = refusal.code
        except Exception as error:  # what a person would see as an error page
            code = type(error).__name__
        said[code] = said.get(code, 0) + 1
    return said


def insert(number: int) -> dict[str, int]:
    from django.db import connection, transaction

    for _time in range(TIMES // PROCESSES):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_bare (starts_at, ends_at) VALUES (%s, %s)", [str(number), str(number)])
    return {"inserted": TIMES // PROCESSES}


def check() -> dict:
    from django.db import connection

    from essaim.resources.models import Booking, Hold

    with connection.cursor() as cursor:
        cursor.execute(OVERLAPS)
        overlaps = cursor.fetchone()[0]
    holds = Hold.objects.exclude(booking=None).count()
    return {"overlaps": overlaps, "bookings": Booking.objects.count(), "holds": holds}


def inside(part: str, *arguments: str) -> None:
    import django

    django.setup()
    if part in ("prepare", "check"):
        print(json.dumps(globals()[part]()))
        return
    begin, number = float(arguments[0]), int(arguments[1])
    from django.db import connection

    connection.ensure_connection()
    time.sleep(max(0, begin - time.time()))
    start = time.time()
    said = globals()[part](number)
    print(json.dumps({**said, "start": start, "end": time.time()}))


if __name__ == "__main__":
    inside(*sys.argv[1:])
