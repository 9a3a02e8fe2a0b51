"""`python -m benchmarks.quality.relevance`: of the ten members that a call concerns most, how many could answer it?

The calls of the demonstration scored for all its organizations, against labels set by hand (relevance.toml), beside the
ten that share most words with the call and ten drawn at random. A call with fewer than ten labels counts as if it had
that many places. « no sectors »: as if the source had not told them. That the words of sectors count 1.5 was chosen on
these labels; nothing else was.
"""

import random
import tomllib
from pathlib import Path

FILE = Path(__file__).with_suffix(".toml")
ROOT = Path(__file__).resolve().parents[2]
CALLS = ROOT / "essaim" / "demo" / "data" / "story" / "calls.toml"
SECTORS = ROOT / "essaim" / "organizations" / "data" / "sectors.toml"
TOP, DRAWS = 10, 300


def main() -> None:
    import django

    django.setup()
    from essaim.watch.engine import score

    keys, profiles, texts = _profiles()
    labels = {one["key"]: set(one["relevant"]) for one in _read(FILE, "call")}
    if unknown := set().union(*labels.values()) - set(keys):
        raise SystemExit(f"labels of no organization: {', '.join(sorted(unknown))}")
    calls = [one for one in _read(CALLS, "call") if one["key"] in labels]
    values = score(profiles, [_notice(one) for one in calls])
    bare = score(profiles, [_notice(one, sectors=False) for one in calls])
    chance = random.Random(7)
    print(f"{len(profiles)} organizations, {len(calls)} calls; precision of the top {TOP}\n")
    print(f"{'':28}{'score':>7}{'no sectors':>12}{'words':>7}{'chance':>8}")
    sums = [0.0] * 4
    for column, one in enumerate(calls):
        relevant = labels[one["key"]]
        rankings = [_top(keys, values[:, column]), _top(keys, bare[:, column]), _by_words(one, keys, texts)]
        found = [_precision(top, relevant) for top in rankings]
        found.append(sum(_precision(chance.sample(keys, TOP), relevant) for _ in range(DRAWS)) / DRAWS)
        sums = [total + value for total, value in zip(sums, found, strict=True)]
        print(f"{one['key']:28}{found[0]:>7.2f}{found[1]:>12.2f}{found[2]:>7.2f}{found[3]:>8.2f}")
    print(
        f"{'mean':28}"
        + "".join(f"{total / len(calls):>{width}.2f}" for total, width in zip(sums, (7, 12, 7, 8), strict=True))
    )


def _read(path: Path, name: str) -> list[dict]:
    with path.open("rb") as file:
        return tomllib.load(file)[name]


def _paths() -> dict[str, str]:
    found = {}
    for one in _read(SECTORS, "sector"):
        found[one["code"]] = one["code"]
        found |= {child["code"]: f"{one['code']}/{child['code']}" for child in one["children"]}
    return found


def _typed() -> dict[str, tuple[str, str]]:
    every = [each for one in _read(SECTORS, "sector") for each in (one, *one["children"])]
    return {one["code"]: (one["name"], one["words"]) for one in every}


def _profiles():
    """The organizations of the demonstration as the score knows them, all in the department of the calls."""
    from essaim.demo.reading import demo_organizations
    from essaim.organizations.legal import family_of
    from essaim.watch.engine import Profile
    from essaim.watch.queries.profiles import audiences_of, reserved_of, words_of_page

    paths, typed = _paths(), _typed()
    keys, profiles, texts = [], [], []
    for one in demo_organizations():
        family = family_of(one.legal_category, cooperative_kind=one.cooperative_kind, ess=one.ess_company)
        offers = [offer["title"] for offer in one.offers]
        ground = frozenset({f"commune:{one.insee}", "epci:200072460", "department:62", "region:32"})
        keys.append(one.key)
        texts.append(" ".join([*one.skills, *offers, one.summary]))
        words, said, _branch = words_of_page(
            tuple(one.skills), tuple(offers), one.summary, tuple(typed[code] for code in one.sectors)
        )
        sectors = frozenset(paths[code] for code in one.sectors)
        reserved = reserved_of(family, {status["kind"] for status in one.statuses})
        profiles.append(Profile(one.key, sectors, words, said, ground, audiences_of(family), reserved))
    return keys, profiles, texts


def _notice(one: dict, *, sectors: bool = True):
    """A call as the score knows it; without sectors, as most sources give it. Closed ones count as open."""
    from essaim.calls.models import Call
    from essaim.watch.engine import Notice
    from essaim.watch.queries.notices import words_of_call

    call = Call(
        title=one["title"], themes=one["themes"], description=one["description"], eligibility=one.get("eligibility", "")
    )
    paths = _paths()
    low, high = one.get("amount", (None, None))
    return Notice(
        one["key"], one["kind"], words_of_call(call), tuple(paths[code] for code in one["sectors"]) if sectors else (),
        one["scale"], tuple(one["places"]), low and low * 100, high and high * 100, frozenset(one["audiences"]),
        frozenset(one.get("reserved_for", [])), 30,
    )  # fmt: skip


def _top(keys: list[str], values) -> list[str]:
    order = sorted(range(len(keys)), key=lambda row: (-int(values[row]), keys[row]))
    return [keys[row] for row in order[:TOP]]


def _by_words(one: dict, keys: list[str], texts: list[str]) -> list[str]:
    """The ten that share most words, as written without accents."""
    from essaim.calls.cleaning import plain_text
    from essaim.kernel.text import fold
    from essaim.search.text import STOP_WORDS

    asked = set(fold(f"{one['title']} {plain_text(one['description'])}").split()) - STOP_WORDS
    shared = [(-len(asked & set(fold(text).split())), key) for key, text in zip(keys, texts, strict=True)]
    return [key for _count, key in sorted(shared)[:TOP]]


def _precision(top: list[str], relevant: set[str]) -> float:
    return len(relevant & set(top)) / min(TOP, len(relevant))


if __name__ == "__main__":
    main()
