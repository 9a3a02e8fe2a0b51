"""`python -m benchmarks.quality.calls [FOLDER]`: are two records one call? does the search find the right one?

FOLDER holds real exports (aides_transition_entreprises.json, dispositif_aide_schema_data_gouv.csv,
aides_territoires_export_periurbain.csv); without it, `shared/data/appels` beside the checkout.

Merging: the first two files are two exports of one catalogue, at two dates. What is one aid is known from the address
of its page, which the matching does not see (it is taken away before); all other pairs of likely titles are two aids.
Beside it: the same folded title. Then pairs written by hand (calls.toml).

Search: queries written by hand over the three files, each with the title that it looks for; recall@10 and MRR of the
product's own source of calls, beside SQLite's FTS5 as it comes.
"""

import os
import sqlite3
import sys
import tempfile
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_suffix(".toml")
FIRST = 10
LIKELY = 60  # likeness of titles from which a pair is worth labelling: others are never joined


def main(arguments: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    folder = Path(arguments[0]) if arguments else _folder()
    if folder is None or not folder.is_dir():
        print("The real exports are not here: give their folder.")
        return 2
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{home}/quality.sqlite3")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        _merging(folder)
        _by_hand()
        _searching(folder)
    return 0


def _folder() -> Path | None:
    return next((one for up in ROOT.parents if (one := up / "shared" / "data" / "appels").is_dir()), None)


def _read(folder: Path, kind: str, name: str) -> list:
    from essaim.calls.connectors import readers
    from essaim.calls.found import split

    return split(readers[kind].read((folder / name).read_bytes(), {}))[0]


def _merging(folder: Path) -> None:
    from rapidfuzz import fuzz

    from essaim.calls.matching import facts, same

    ours = {row.external_id: row for row in _read(folder, "transition", "aides_transition_entreprises.json")}
    theirs = {_slug(row.url): row for row in _read(folder, "aid_schema", "dispositif_aide_schema_data_gouv.csv")}
    bare = {key: facts(**replace(row, url="").values()) for key, row in ours.items()}
    other = {key: facts(**replace(row, url="").values()) for key, row in theirs.items()}
    pairs = []
    for key, one in bare.items():
        for slug, two in other.items():
            if key == slug or fuzz.token_sort_ratio(one.title, two.title) >= LIKELY:
                pairs.append((one, two, key == slug, ours[key].title, theirs[slug].title))
    for rows in (list(bare.items()), list(other.items())):  # two aids of one catalogue are two
        for place, (_key, one) in enumerate(rows):
            for _other, two in rows[place + 1 :]:
                if fuzz.token_sort_ratio(one.title, two.title) >= LIKELY:
                    pairs.append((one, two, False, one.title, two.title))
    print(f"Merging: {len(pairs)} labelled pairs of real exports, {sum(pair[2] for pair in pairs)} the same\n")
    print(f"{'':24}{'precision':>10}{'recall':>9}{'wrong':>7}{'missed':>8}")
    for label, told in (
        ("the matching", lambda a, b: same(a, b) is not None),
        ("same folded title", lambda a, b: a.title == b.title),
    ):
        _say(label, [(told(a, b), truth) for a, b, truth, _x, _y in pairs])
    for a, b, truth, first, second in pairs:
        if (same(a, b) is not None) != truth:
            print(f"  {'missed' if truth else 'wrong '}: {first} | {second} ({a.deadline} {b.deadline})")


def _slug(address: str) -> str:
    return address.partition("?")[0].rstrip("/").rpartition("/")[2]


def _say(label: str, told: list[tuple[bool, bool]]) -> None:
    right = sum(said and true for said, true in told)
    wrong = sum(said and not true for said, true in told)
    missed = sum(true and not said for said, true in told)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(f"{label:24}{precision:>10.3f}{recall:>9.3f}{wrong:>7}{missed:>8}")


def _by_hand() -> None:
    from essaim.calls.matching import facts, same

    with FILE.open("rb") as file:
        pairs = tomllib.load(file)["pair"]

    def held(entry: dict):
        deadline = entry.get("deadline")
        return facts(**{**entry, "deadline": datetime.fromisoformat(f"{deadline}T12:00+01:00") if deadline else None})

    print(f"\nMerging: {len(pairs)} pairs written by hand, {sum(pair['same'] for pair in pairs)} the same\n")
    told = [(same(held(pair["a"]), held(pair["b"])) is not None, pair["same"]) for pair in pairs]
    _say("the matching", told)
    _say("same folded title", [(held(pair["a"]).title == held(pair["b"]).title, pair["same"]) for pair in pairs])
    for (said, truth), pair in zip(told, pairs, strict=True):
        if said != truth:
            print(f"  {'missed' if truth else 'wrong '}: {pair['a']['title']} | {pair['b']['title']}")


def _searching(folder: Path) -> None:
    from essaim.calls import actions
    from essaim.calls.cleaning import plain_text
    from essaim.calls.models import Call, Source
    from essaim.calls.searching import NAME
    from essaim.kernel.text import fold
    from essaim.search.port import Query, select

    for kind, name in (
        ("transition", "aides_transition_entreprises.json"), ("aid_schema", "dispositif_aide_schema_data_gouv.csv"),
        ("at_export", "aides_territoires_export_periurbain.csv"),
    ):  # fmt: skip
        source = Source.objects.create(kind=kind, name=kind)
        report = actions.read_payload(source=source, payloads=[(folder / name).read_bytes()])
        print(f"\n{name}: {report.sentence()}" if kind == "transition" else f"{name}: {report.sentence()}")
    rows = {call.pk: call for call in Call.objects.all()}
    by_title = {fold(call.title): pk for pk, call in rows.items()}
    with FILE.open("rb") as file:
        entries = tomllib.load(file)["query"]
    queries = [(one["q"], by_title[fold(one["title"])]) for one in entries if fold(one["title"]) in by_title]
    print(f"\nSearch: {len(rows)} calls, {len(queries)} queries of {len(entries)} whose target is there\n")
    plain = sqlite3.connect(":memory:")
    plain.execute("CREATE VIRTUAL TABLE calls USING fts5(title, body)")
    for pk, call in rows.items():
        body = " ".join([plain_text(call.description), plain_text(call.eligibility), *call.themes, *call.funders])
        plain.execute("INSERT INTO calls(rowid, title, body) VALUES (?, ?, ?)", (pk, call.title, body))

    def ours(text: str) -> list[int]:
        selection = select(NAME, Query(text=text))
        return [int(number) for number in selection.columns.ids.view[selection.ordered(FIRST)[:FIRST]]]

    def theirs(text: str) -> list[int]:
        words = " OR ".join(f'"{word}"' for word in fold(text).split())
        found = plain.execute("SELECT rowid FROM calls WHERE calls MATCH ? ORDER BY rank LIMIT ?", (words, FIRST))
        return [row[0] for row in found]

    print(f"{'':24}{'recall@10':>10}{'MRR':>8}")
    for label, answer in (("the search of calls", ours), ("FTS5 as it comes", theirs)):
        ranks = [next((rank for rank, pk in enumerate(answer(q), 1) if pk == target), 0) for q, target in queries]
        recall = sum(bool(rank) for rank in ranks) / len(ranks)
        print(f"{label:24}{recall:>10.3f}{sum(1 / rank for rank in ranks if rank) / len(ranks):>8.3f}")
        if answer is ours:
            missed = [q for (q, _target), rank in zip(queries, ranks, strict=True) if not rank]
            print("\n".join(f"  missed: {one}" for one in missed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
