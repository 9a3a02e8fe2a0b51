"""`python -m benchmarks.quality.questions`: does a question reach those who could answer it?

Fifty-two invented questions (questions.toml), asked of the organizations of the demonstration: recall and precision
of the eight chosen, beside eight drawn at random and the eight that share most words with the question.
"""

import random
import tomllib
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")
MOST = 8
DRAWS = 200


def main() -> None:
    import django

    django.setup()
    from essaim.questions.engine import Pool

    profiles, keys = _profiles()
    pool = Pool(profiles)
    entries = _entries()
    print(f"{len(profiles)} organizations, {len(entries)} questions, {MOST} asked at most\n")
    print(f"{'':36}{'recall@8':>10}{'precision':>11}{'asked':>8}{'none':>6}")
    for part, label in (("tune", "tuned on"), ("told", "seen, not tuned on"), ("fresh", "never seen")):
        own = [one for one in entries if one["part"] == part]
        for name, choose in (
            ("the engine", lambda one: [keys[c.profile.organization] for c in pool.route(_wanted(one), most=MOST)]),
            ("words in common", lambda one: _plain(one, profiles, keys)),
            ("chance", None),
        ):
            print(f"{label + ', ' + name:36}" + _measured(own, choose, list(keys.values())))
    print("\nMissed by the engine:")
    for one in entries:
        found = [keys[c.profile.organization] for c in pool.route(_wanted(one), most=MOST)]
        if missed := sorted(set(one["relevant"]) - set(found)):
            print(
                f"  [{one['part']}] {one['title']}\n      missed: {', '.join(missed)}\n      asked: {', '.join(found)}"
            )


def _entries() -> list[dict]:
    with FILE.open("rb") as file:
        return tomllib.load(file)["question"]


def _profiles():
    """A profile for each organization of the demonstration, and its key by number."""
    from essaim.demo.reading import demo_organizations
    from essaim.questions.engine import Line, Profile

    profiles, keys = [], {}
    for number, one in enumerate(demo_organizations()):
        keys[number] = one.key
        lines = [Line("offer", offer["title"], offer.get("text", "")) for offer in one.offers]
        lines += [Line("skill", skill) for skill in one.skills] + [Line("about", one.summary)]
        sectors = frozenset({*one.sectors, *(code.split("-")[0] for code in one.sectors)})
        profiles.append(Profile(number, number, lines, sectors))
    return profiles, keys


def _wanted(entry: dict):
    from essaim.questions.engine import Wanted

    return Wanted(entry["title"], entry.get("tried", ""), entry.get("words", ""), entry.get("sector", ""))


def _plain(entry: dict, profiles, keys: dict[int, str]) -> list[str]:
    """The eight that share most words, as written without accents."""
    from essaim.kernel.text import fold
    from essaim.search.text import STOP_WORDS

    asked = set(fold(entry["title"]).split()) - STOP_WORDS
    shared = []
    for one in profiles:
        said = {word for line in one.lines for word in fold(f"{line.title} {line.more}").split()}
        if count := len(asked & said):
            shared.append((-count, one.organization))
    return [keys[number] for _count, number in sorted(shared)[:MOST]]


def _measured(entries: list[dict], choose, keys: list[str]) -> str:
    recall = precision = asked = 0.0
    none = 0
    chance = random.Random(7)
    times = 1 if choose else DRAWS
    for one in entries:
        relevant = set(one["relevant"])
        for _time in range(times):
            found = choose(one) if choose else chance.sample(keys, MOST)
            recall += len(relevant & set(found)) / min(len(relevant), MOST) / times
            precision += (len(relevant & set(found)) / len(found) if found else 0) / times
            asked += len(found) / times
            none += not relevant & set(found) and bool(choose)
    count = len(entries)
    return f"{recall / count:>10.2f}{precision / count:>11.2f}{asked / count:>8.1f}{none:>6}"


if __name__ == "__main__":
    main()
