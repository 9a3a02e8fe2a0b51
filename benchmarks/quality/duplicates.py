"""How well duplicates are told: `python benchmarks/quality/duplicates.py PAIRS.csv`.

Columns: name_a, place_a, siren_a, name_b, place_b, siren_b, same (1 or 0). Identifiers and places may be empty; a place
is written freely (`Béthune`, `62400 Béthune`, `62`). Prints precision and recall of « probably the same », as the file
is and with its identifiers left out, beside a plain reference: the same name once folded, the same place.
`--wrong` lists the pairs that are told wrongly.
"""

import csv
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = {"name_a", "place_a", "siren_a", "name_b", "place_b", "siren_b", "same"}
TRUE = {"1", "true", "vrai", "oui", "yes", "same", "o", "y"}
Pair = dict[str, str]


def read_pairs(path: Path) -> list[Pair]:
    """The labelled pairs of a file (comma or semicolon). Raises SystemExit saying which columns lack."""
    text = path.read_text(encoding="utf-8-sig")
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    if lacking := COLUMNS - set(rows.fieldnames or ()):
        raise SystemExit(f"{path}: these columns lack: {', '.join(sorted(lacking))}")
    return [{key: (value or "").strip() for key, value in row.items() if key in COLUMNS} for row in rows]


def is_same(pair: Pair) -> bool:
    return pair["same"].lower() in TRUE


def measure(pairs: list[Pair], told: Callable[[Pair], bool]) -> tuple[float, float, float, int, int]:
    """Precision, recall, F1, then how many were wrongly joined and how many were missed."""
    joined = [(told(pair), is_same(pair)) for pair in pairs]
    right = sum(said and true for said, true in joined)
    wrong = sum(said and not true for said, true in joined)
    missed = sum(true and not said for said, true in joined)
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0, wrong, missed


def without_identifiers(pairs: list[Pair]) -> list[Pair]:
    return [{**pair, "siren_a": "", "siren_b": ""} for pair in pairs]


def main(arguments: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    from benchmarks.quality.territory import packaged_finder
    from essaim.kernel.text import fold
    from essaim.organizations.duplicates.matching import Verdict, compare, make_record
    from essaim.organizations.duplicates.places import read_place

    files = [argument for argument in arguments if not argument.startswith("--")]
    if len(files) != 1:
        print(__doc__)
        return 2
    pairs = read_pairs(Path(files[0]))
    finder = packaged_finder()

    def verdict(pair: Pair) -> Verdict:
        a, b = (
            make_record(
                pair[f"name_{side}"],
                place=read_place(pair[f"place_{side}"], finder=finder),
                siren=pair[f"siren_{side}"],
            )
            for side in "ab"
        )
        return compare(a, b)

    def plainly_same(pair: Pair) -> bool:
        if pair["siren_a"] and pair["siren_b"]:
            return pair["siren_a"] == pair["siren_b"]
        return fold(pair["name_a"]) == fold(pair["name_b"]) and fold(pair["place_a"]) == fold(pair["place_b"])

    true = sum(map(is_same, pairs))
    print(f"{len(pairs)} pairs: {true} the same, {len(pairs) - true} not")
    print(f"{'':44} precision   recall       F1  wrongly joined  missed")
    started = time.perf_counter()
    for title, rows in (("as the file is", pairs), ("identifiers left out", without_identifiers(pairs))):
        for way, told in (
            ("Essaim", lambda pair: verdict(pair).probable),
            ("Essaim, surely the same", lambda pair: verdict(pair).same),
            ("the same folded name and place", plainly_same),
        ):
            precision, recall, f1, wrong, missed = measure(rows, told)
            print(f"{way + ', ' + title:44.44} {precision:9.3f} {recall:8.3f} {f1:8.3f} {wrong:15} {missed:7}")
    print(f"{(time.perf_counter() - started) / max(1, 4 * len(pairs)) * 1e6:.0f} µs a pair")
    if "--wrong" in arguments:
        rows = without_identifiers(pairs) if "--without" in arguments else pairs
        for pair in rows:
            found = verdict(pair)
            if found.probable != is_same(pair):
                said = " ".join(found.reasons)
                print(
                    f"{found.score:.2f} {pair['same']} {pair['name_a']} | {pair['place_a']} || {pair['name_b']}"
                    f" | {pair['place_b']}  [{said}]"
                )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
