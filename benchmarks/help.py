"""What mutual aid promises to do fast. Each part is a function that fills its own club and returns lines; add yours to
PARTS."""

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

SEED = 7


def run() -> list[dict]:
    return [line for part in PARTS for line in part()]


def line(name: str, value: float, unit: str, target: str, holds: bool, reference: float | None = None) -> dict:
    return {"name": name, "value": value, "unit": unit, "reference": reference,
            "ratio": value / reference if reference else None, "target": target, "holds": holds}  # fmt: skip


def best_of(times: int, act: Callable[[], object]) -> float:
    """The median of several runs, in milliseconds, after one that warms up."""
    act()
    seconds = []
    for _time in range(times):
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)[times // 2] * 1000


def free_busy() -> list[dict]:
    """When 500 means are taken over a month, 20 bookings each; beside it, the same rows read bare."""
    from django.db import connection

    from essaim.clubs.models import Club
    from essaim.organizations.models import Organization
    from essaim.organizations.naming import named
    from essaim.resources.models import Booking, Closure, Resource
    from essaim.resources.queries import busy_of

    chance = random.Random(SEED)
    club = Club.objects.create(slug="moyens", name="Les moyens", short_name="Moyens")
    owner = Organization.objects.create(**named("Prêteuse"))
    means = Resource.objects.bulk_create(
        Resource(club=club, owner=owner, kind="equipment", name=f"Moyen {number}", quantity=1 + number % 5,
                 state="published")
        for number in range(500)
    )  # fmt: skip
    month = datetime(2027, 3, 1, tzinfo=UTC)
    rows = []
    for one in means:
        for number in range(60):  # twenty in the month, as many before and after
            start = month + timedelta(days=1.5 * number - 30, minutes=15 * chance.randrange(20))
            end = start + timedelta(minutes=15 * chance.randrange(2, 30))
            state = chance.choice(["approved", "returned", "requested"])
            times = {"starts_at": start, "ends_at": end, "blocked_until": end}
            rows.append(Booking(club=club, resource=one, borrower=owner, state=state, **times))
    Booking.objects.bulk_create(rows, batch_size=2000)
    Closure.objects.bulk_create(
        Closure(club=club, resource=one, starts_at=month + timedelta(days=5), ends_at=month + timedelta(days=7))
        for one in means[::10]
    )
    until = month + timedelta(days=31)
    pks = [one.pk for one in means]

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT resource_id, starts_at, blocked_until, quantity FROM resources_booking"
                " WHERE starts_at < %s AND blocked_until > %s", [until, month],
            )  # fmt: skip
            cursor.fetchall()

    spent = best_of(15, lambda: busy_of(pks, month, until))
    count = sum(map(len, busy_of(pks, month, until).values()))
    return [
        line("free/busy of 500 means over a month", spent, "ms", "≤ 50 ms", spent <= 50, best_of(15, bare)),
        line("  spans found", count, "", "told", count > 500),
    ]


PARTS: list[Callable[[], list[dict]]] = [free_busy]
