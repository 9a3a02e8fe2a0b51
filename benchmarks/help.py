"""What mutual aid promises to do fast. Each part is a function that fills its own club and returns lines; add yours to
PARTS."""

import random
import statistics
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from .shared_posts import shared_posts

SEED = 7
MEMBERS = 10_000
MOST_MS = 100.0
MOST_ASKING_MS = 400.0
QUESTIONS = Path(__file__).parent / "quality" / "questions.toml"


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


def question_routing() -> list[dict]:
    """Members made of what those of the demonstration know and offer, mixed; the questions of `quality.questions`."""
    from django.utils import timezone

    from essaim.accounts.models import User
    from essaim.questions.actions import ask
    from essaim.questions.engine import Pool
    from essaim.questions.models import Question
    from essaim.questions.queries.routing import profiles_for, route, wanted
    from essaim.search.actions import reindex_all

    club = _club()
    with QUESTIONS.open("rb") as file:
        entries = tomllib.load(file)["question"]
    questions = [
        Question(pk=-1 - n, club=club, title=one["title"], tried=one.get("tried", ""), created_at=timezone.now())
        for n, one in enumerate(entries)
    ]
    start = time.perf_counter()
    profiles, _addresses = profiles_for(questions[0])
    loading = 1000 * (time.perf_counter() - start)
    start = time.perf_counter()
    pool = Pool(profiles)
    indexing = 1000 * (time.perf_counter() - start)
    engine = [min(_ms(lambda one=one: pool.route(wanted(one))) for _time in range(3)) for one in questions]
    plain = [_ms(lambda one=one: _plain(one.title, profiles)) for one in questions[:3]]
    reference = statistics.median(plain)
    reindex_all()
    whole = [_ms(lambda one=one: route(one, stream="questions")) for one in questions[:4]][1:]
    authors = list(User.objects.filter(email__startswith="p").order_by("pk")[:4])
    asked = [_processor_ms(lambda who=who, one=one: ask(club=club, author=who, organization=None, title=one["title"]))
             for who, one in zip(authors, entries[4:8], strict=True)]  # fmt: skip
    asking = statistics.median(asked[1:])  # the first one reads the templates of the mails
    median, slowest = statistics.median(engine), max(engine)
    return [
        line("routing, 10,000 members: median of 52", median, "ms", "100 ms", median <= MOST_MS, reference),
        line("  the slowest of 52", slowest, "ms", "100 ms", slowest <= MOST_MS, reference),
        {"name": "  first, members read from the database", "value": loading, "unit": "ms"},
        {"name": "  first, their words indexed", "value": indexing, "unit": "ms"},
        {"name": "  in all, one question in a club of 10,000", "value": statistics.median(whole), "unit": "ms"},
        line("asking in a club of 10,000: processor time", asking, "ms", "400 ms", asking <= MOST_ASKING_MS, reference),
    ]  # fmt: skip


def _ms(act) -> float:
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def _processor_ms(act) -> float:
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def _plain(title: str, profiles) -> list[int]:
    """The reference: every line of every member, its words in common counted."""
    from essaim.kernel.text import fold

    asked = set(fold(title).split())
    scores = [
        (sum(len(asked & set(fold(f"{line.title} {line.more}").split())) for line in one.lines), one.person)
        for one in profiles
    ]
    return [person for _score, person in sorted(scores, reverse=True)[:8]]


def _club():
    """A club of MEMBERS organizations, each with somebody who has an account."""
    from django.utils import timezone

    from essaim.accounts.models import User
    from essaim.clubs.models import Club, Membership
    from essaim.demo.reading import demo_organizations
    from essaim.organizations.models import Exchange, Organization, Representation, Skill

    chance = random.Random(SEED)
    known = list(demo_organizations())
    skills = [skill for one in known for skill in one.skills]
    offers = [offer for one in known for offer in one.offers]
    summaries = [one.summary for one in known]
    club = Club.objects.create(slug="banc", name="Club du banc", short_name="Banc")
    numbers = range(MEMBERS)
    Organization.objects.bulk_create(
        (Organization(name=f"Structure {n}", folded_name=f"structure {n}", slug=f"structure-{n}",
                      summary=chance.choice(summaries)) for n in numbers), batch_size=1000,
    )  # fmt: skip
    User.objects.bulk_create((User(email=f"p{n}@example.org", name=f"Personne {n}") for n in numbers), batch_size=1000)
    organizations = list(Organization.objects.filter(slug__startswith="structure-").order_by("pk"))
    people = list(User.objects.filter(email__startswith="p").order_by("pk"))
    Membership.objects.bulk_create(
        (Membership(club=club, organization=one, state="member", since=timezone.localdate()) for one in organizations),
        batch_size=1000,
    )
    Representation.objects.bulk_create(
        (Representation(organization=one, user=user, name=user.name, kind="representative")
         for one, user in zip(organizations, people, strict=True)), batch_size=1000,
    )  # fmt: skip
    Skill.objects.bulk_create(
        (Skill(organization=one, name=name, folded_name=f"{rank} {name}"[:120])
         for one in organizations for rank, name in enumerate(chance.sample(skills, 3))), batch_size=2000,
    )  # fmt: skip
    Exchange.objects.bulk_create(
        (Exchange(organization=one, kind="offer", title=offer["title"], text=offer.get("text", ""))
         for one in organizations for offer in chance.sample(offers, 2)), batch_size=2000,
    )  # fmt: skip
    return club


PARTS: list[Callable[[], list[dict]]] = [free_busy, question_routing, shared_posts]
