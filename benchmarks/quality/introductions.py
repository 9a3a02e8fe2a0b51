#!/usr/bin/env python
"""How good the proposals of meetings are, beside random ones, on the invented club of the demonstration.

    python benchmarks/quality/introductions.py [--show]

For each member: the proposals of the product, then as many members taken at random among those who could be proposed
(a hundred draws). *With a reason*: an announcement or a know-how answers another, or a theme is shared; neighbours and
trades that go together are told apart, being true of many. The reasons are those of the engine, for random pairs too:
what is measured is the choice, not the words. *Sectors*: share of proposals towards another sector. *Reached*: share of
the members proposed to somebody. *Most*: to what share of the others the member that is proposed most is proposed (1:
to all). Nothing is written outside a temporary database.
"""

import argparse
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import mean

ROOT = Path(__file__).resolve().parents[2]
DRAWS = 100
TRUE = {"answer", "theme"}


def evaluate(club, *, show: bool = False) -> tuple[int, int, dict[str, dict[str, float]]]:
    """(members, proposals, measures of the product and of chance)."""
    from django.utils import timezone

    from essaim.introductions.engine import Rarity, reasons_between
    from essaim.introductions.queries import (
        MOST_SHOWN,
        SEEN_WITHIN,
        profiles_of,
        reachable_members,
        set_apart,
        suggestions_for,
    )
    from essaim.seating.queries import sat_with

    members = list(reachable_members(club))
    profiles = profiles_of(club, members, timezone.localdate())
    rarity = Rarity(profiles.values())
    ours, possible = {}, {}
    for one in members:
        apart = set_apart(club, one) | sat_with(club, one.pk, timezone.now() - SEEN_WITHIN) | {one.pk}
        possible[one.pk] = [other.pk for other in members if other.pk not in apart]
        found = suggestions_for(club, one, limit=MOST_SHOWN)
        ours[one.pk] = [suggestion.organization.pk for suggestion in found]
        if show:
            print(f"\n{one.name}", *(f"  {row.organization.name}: {row.why}" for row in found), sep="\n")

    def measures(chosen: dict[int, list[int]]) -> dict[str, float]:
        pairs = [(a, b) for a, row in chosen.items() for b in row]
        kinds = [{reason.kind for reason in reasons_between(profiles[a], profiles[b], rarity)} for a, b in pairs]
        apart = [bool(profiles[a].sectors and not profiles[a].sectors & profiles[b].sectors) for a, b in pairs]
        times = Counter(b for _a, b in pairs)
        return {
            "with a reason": mean(bool(kind & TRUE) for kind in kinds),
            "any reason": mean(bool(kind) for kind in kinds),
            "other sector": mean(apart),
            "reached": len(times) / len(members),
            "most": max(times.values()) / (len(members) - 1),
        }

    chance = random.Random(1)
    draws = [
        measures({pk: chance.sample(others, min(len(ours[pk]), len(others))) for pk, others in possible.items()})
        for _draw in range(DRAWS)
    ]
    return (
        len(members),
        sum(map(len, ours.values())),
        {"essaim": measures(ours), "random": {name: mean(draw[name] for draw in draws) for name in draws[0]}},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="proposals of meetings beside random ones, on the invented club")
    parser.add_argument("--show", action="store_true", help="list the proposals with their reasons")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="essaim-quality-") as home:
        os.environ["ESSAIM_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        import django

        django.setup()
        from django.core.management import call_command

        from essaim.demo.loading import load_demo

        call_command("migrate", verbosity=0)
        club = load_demo()
        members, proposals, found = evaluate(club, show=options.show)
        print(f"\n{members} members that may be written to, {proposals} proposals")
        names = list(found["essaim"])
        print(f"{'':10}" + "".join(f"{name:>16}" for name in names))
        for who, values in found.items():
            print(f"{who:10}" + "".join(f"{values[name]:>16.2f}" for name in names))


if __name__ == "__main__":
    main()
