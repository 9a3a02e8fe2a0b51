#!/usr/bin/env python
"""How good the proposals of meetings are, beside random ones, on the invented club of the demonstration.

    python benchmarks/quality/introductions.py [--show]

For each member: the proposals of the product; the best for it alone, as if nobody else were shown anyone; then as many
members taken at random among those who could be proposed (a hundred draws). *With a reason*: an announcement or a
know-how answers another, or a theme is shared; neighbours and trades that go together are told apart, being true of
many. The reasons are those of the engine, for random pairs too: what is measured is the choice, not the words.
*Relevance*: mean score of the engine, which orders proposals. *Sectors*: share of proposals towards another sector.
*Reached*: share of the members proposed to somebody. *Most*: to what share of the others the member that is proposed
most is proposed (1: to all). Nothing is written outside a temporary database.
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

    from essaim.introductions.engine import Rarity, reasons_between, score_of
    from essaim.introductions.queries import SEEN_WITHIN, profiles_of, reachable_members, suggestions_for
    from essaim.introductions.rounds import MOST_SHOWN, pair, pairs_apart, pairs_together, wanted_by_all

    members = list(reachable_members(club))
    profiles = profiles_of(club, members, timezone.localdate())
    rarity = Rarity(profiles.values())
    since = timezone.now() - SEEN_WITHIN
    apart, names = pairs_apart(club, since), {one.pk: one.folded_name for one in members}
    wanted = wanted_by_all(profiles, names, apart, pairs_together(club, since))
    alone = {one: [other for _rank, other in sorted(row)[:MOST_SHOWN]] for one, row in wanted.items()}
    ours, possible = {}, {}
    for one in members:
        possible[one.pk] = [other.pk for other in members if other.pk != one.pk and pair(one.pk, other.pk) not in apart]
        found = suggestions_for(club, one, limit=MOST_SHOWN)
        ours[one.pk] = [suggestion.organization.pk for suggestion in found]
        if show:
            print(f"\n{one.name}", *(f"  {row.organization.name}: {row.why}" for row in found), sep="\n")

    def measures(chosen: dict[int, list[int]]) -> dict[str, float]:
        pairs = [(a, b) for a, row in chosen.items() for b in row]
        reasons = [reasons_between(profiles[a], profiles[b], rarity) for a, b in pairs]
        scores = [score_of(profiles[a], profiles[b], found) for (a, b), found in zip(pairs, reasons, strict=True)]
        kinds = [{reason.kind for reason in found} for found in reasons]
        sectors = [bool(profiles[a].sectors and not profiles[a].sectors & profiles[b].sectors) for a, b in pairs]
        times = Counter(b for _a, b in pairs)
        return {
            "with a reason": mean(bool(kind & TRUE) for kind in kinds),
            "any reason": mean(bool(kind) for kind in kinds),
            "relevance": mean(scores),
            "other sector": mean(sectors),
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
        {
            "essaim": measures(ours),
            "each alone": measures(alone),
            "random": {name: mean(draw[name] for draw in draws) for name in draws[0]},
        },
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
        print(f"{'':12}" + "".join(f"{name:>16}" for name in names))
        for who, values in found.items():
            print(f"{who:12}" + "".join(f"{values[name]:>16.2f}" for name in names))


if __name__ == "__main__":
    main()
