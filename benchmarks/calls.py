"""Which calls concern whom: 3,000 calls for 500 members, one new call for 500, beside one pair after the other."""

import random
import statistics
import time

from .quality.relevance import CALLS, _read

SEED = 7
MEMBERS, MANY = 500, 3_000
ALL_S, ONE_MS = 30.0, 200.0
REFERENCE_CALLS = 30


def run() -> list[dict]:
    from essaim.calls.models import Call
    from essaim.clubs.models import Club
    from essaim.watch import actions
    from essaim.watch.engine import score
    from essaim.watch.models import Score
    from essaim.watch.queries import notices_of, profiles_of

    club = _club()
    _calls(MANY)
    start = time.perf_counter()
    kept = actions.score_club(club=club)
    first = time.perf_counter() - start
    start = time.perf_counter()
    actions.score_club(club=club)
    again = time.perf_counter() - start
    profiles, notices = profiles_of(club), notices_of(Call.objects.all())
    start = time.perf_counter()
    score(profiles, notices)
    engine = time.perf_counter() - start
    spent = []
    for call in _calls(7, seed=SEED + 1):
        start = time.perf_counter()
        actions.score_calls(ids=[call.pk])
        spent.append(1000 * (time.perf_counter() - start))
    one = statistics.median(spent)
    start = time.perf_counter()
    for notice in notices[:REFERENCE_CALLS]:
        for profile in profiles:
            _plain(profile, notice)
    pairwise = (time.perf_counter() - start) / REFERENCE_CALLS
    assert Club.objects.count() == 1
    return [
        row(f"{MANY:,} calls × {MEMBERS} members, read, scored, explained, kept", first, "s", pairwise * MANY, "30 s",
            first <= ALL_S),
        row("  each night after", again, "s", pairwise * MANY, "30 s", again <= ALL_S),
        row("  of which the scores themselves", engine, "s", pairwise * MANY, "beside pair by pair (scaled)"),
        row("  scores kept", kept, "rows", None, "printed", Score.objects.count() >= kept),
        row(f"one new call × {MEMBERS} members: median of 7", one, "ms", 1000 * pairwise, "200 ms", one <= ONE_MS),
        row("  the slowest", max(spent), "ms", 1000 * pairwise, "printed"),
    ]  # fmt: skip


def row(
    name: str, value: float, unit: str, reference: float | None = None, target: str = "", holds: bool = True
) -> dict:
    ratio = value / reference if reference else None
    return {
        "name": name, "value": value, "unit": unit, "reference": reference, "ratio": ratio, "target": target,
        "holds": holds,
    }  # fmt: skip


def _club():
    """A club of MEMBERS believable organizations."""
    from essaim.clubs.models import Club, Membership
    from essaim.organizations.models import Organization

    from .population import populate

    populate(MEMBERS, seed=SEED)
    club = Club.objects.create(slug="banc", name="Club du banc", short_name="Banc")
    Membership.objects.bulk_create(
        Membership(club=club, organization=one, state="member") for one in Organization.objects.order_by("pk")
    )
    return club


def _calls(count: int, *, seed: int = SEED) -> list:
    """Calls mixed from those of the demonstration: the title of one, the text of another, places all over France."""
    from datetime import timedelta

    from django.utils import timezone

    from essaim.calls.models import Call
    from essaim.territory.models import Department

    chance = random.Random(seed)
    known = _read(CALLS, "call")
    departments = list(Department.objects.order_by("pk").values_list("code", "region_id"))
    now = timezone.now()
    rows = []
    for number in range(count):
        one, other = chance.choice(known), chance.choice(known)
        scale = chance.choice(["country", "region", "region", "department", "department", ""])
        department, region = chance.choice(departments)
        places = {"region": [f"region:{region}"], "department": [f"department:{department}"]}.get(scale, [])
        low, high = one.get("amount", (None, None))
        rows.append(Call(
            title=f"{one['title']} ({seed}-{number})", kind=chance.choice([one["kind"], other["kind"]]),
            funders=chance.choice([one["funders"], other["funders"]]), scale=scale, places=places,
            description=one["description"] + other["description"], eligibility=one.get("eligibility", "") * 3,
            themes=[*one["themes"], *other["themes"][:1]],
            sectors=[*one["sectors"], *other["sectors"][:1]] if chance.random() < 0.7 else [],
            audiences=one["audiences"], reserved_for=one.get("reserved_for", []),
            amount_min_cents=low and low * 100, amount_max_cents=high and high * 100,
            deadline=now + timedelta(days=chance.randrange(2, 120)),
        ))  # fmt: skip
    return Call.objects.bulk_create(rows, batch_size=500)


def _plain(profile, notice) -> float:
    """The reference: one pair after the other, in plain Python, the same parts."""
    from essaim.watch.engine.facts import parent

    sector = 0.0
    for own in profile.sectors:
        for asked in notice.sectors:
            if own == asked:
                sector = 1.0
            elif parent(own) == parent(asked):
                sector = max(sector, 0.6)
    common = sum(weight * notice.words.get(word, 0.0) for word, weight in profile.words.items()) / 9
    words = common / (common + 0.8)
    subject = 1 - (1 - 0.8 * sector) * (1 - 0.9 * words)
    here = not notice.scale or notice.scale == "country" or any(one in profile.ground for one in notice.places)
    practical = 16 * here + 8 * bool(profile.audiences & notice.audiences)
    practical += 12 * (notice.days is None or notice.days >= 21)
    if not profile.kinds or notice.kind in profile.kinds:
        practical += 6
    if notice.most is not None and (profile.high is None or notice.most <= 2 * profile.high):
        practical += 8
    total = 50 * subject + practical * (0.4 + 0.6 * subject)
    for name in ("wanted", "unwanted"):
        if any(word in notice.words for word in getattr(profile, name)):
            total = total + 14 if name == "wanted" else total / 4
    return total if here else total / 4
