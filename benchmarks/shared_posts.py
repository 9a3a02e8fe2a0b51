"""Posts to share, a part of `help`: combinations over 300 needs, the gap to the proven bound, beside one by hand."""

import random
import time

from essaim.recruitment.engine import Need, combine, greedy

SEED = 7
FAMILIES = ("A14", "D15", "G12", "K13", "K12", "K22", "M12", "M16", "N11", "N41", "G16", "I12")
WEEK = (1 << 10) - 1  # Monday to Friday


def needs_of(count: int, *, seed: int = SEED) -> list[Need]:
    """Believable needs: 3 to 21 hours, most days of the week, 25 communes within some 30 km, twelve families of
    occupations."""
    chance = random.Random(seed)
    towns = [(50.53 + chance.uniform(-0.12, 0.12), 2.64 + chance.uniform(-0.2, 0.2)) for _ in range(25)]
    needs = []
    for key in range(count):
        least = chance.choice([3, 4, 6, 7, 8, 10, 12, 14, 17]) * 60
        most = least + chance.choice([0, 0, 60, 120, 240])
        slots = 0
        for day in range(5):
            if chance.random() < 0.7:
                slots |= 3 << 2 * day
            elif chance.random() < 0.5:
                slots |= 1 << 2 * day + chance.randrange(2)
        if slots.bit_count() * 240 < most:
            slots = WEEK
        family, starts = chance.choice(FAMILIES), chance.randrange(90)
        needs.append(Need(
            key, chance.randrange(2 * count // 3), family, family + chance.choice(["01", "02"]), least, most, slots,
            chance.choice(towns), chance.random() < 0.08, starts, starts + 60,
        ))  # fmt: skip
    return needs


def shared_posts() -> list[dict]:
    needs = needs_of(300)
    combine(needs_of(20))  # the solver is loaded once in the life of a worker
    start = time.perf_counter()
    answer = combine(needs, seed=SEED)
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    by_hand = greedy(needs)
    by_hand_seconds = time.perf_counter() - start
    served = {name: 100 * sum(len(post.parts) for post in one.posts) / 300 for name, one in (
        ("solver", answer), ("greedy", by_hand),
    )}  # fmt: skip
    return [
        row("300 needs: combined in", seconds, "s", by_hand_seconds, "10 s, beside greedy", seconds <= 10),
        row("  gap to the proven bound", 100 * answer.gap, "%", 0.0, "printed"),
        row("  objective", answer.objective, "points", answer.bound, "the bound"),
        row("  objective, beside greedy", answer.objective, "points", by_hand.objective, "never less",
            answer.objective >= by_hand.objective),
        row("  posts", len(answer.posts), "posts", len(by_hand.posts), "beside greedy"),
        row("  needs served", served["solver"], "%", served["greedy"], "beside greedy"),
    ]  # fmt: skip


def row(name: str, value: float, unit: str, reference: float, target: str = "", holds: bool = True) -> dict:
    ratio = value / reference if reference else None
    return {
        "name": name, "value": value, "unit": unit, "reference": reference, "ratio": ratio, "target": target,
        "holds": holds,
    }  # fmt: skip
