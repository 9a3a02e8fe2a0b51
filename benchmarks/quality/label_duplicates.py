"""Make labelled pairs from a folder of public files: `python benchmarks/quality/label_duplicates.py FOLDER OUT.csv`.

The labels come from the SIREN, never from the names: two spellings under one SIREN are the same body, two near names
under two SIREN are two. To these are added spellings as files write them (capitals, abbreviations, a letter amiss), and
names carried to another commune. Pairs that a person read and found wrongly labelled by their SIREN (two numbers of one
body, two services of one number) are in checked_pairs.txt, by a fingerprint: no name is kept. The same seed gives the
same pairs. Files: those described in the folder's SOURCE.md; the ones that lack are left out.
"""

import csv
import hashlib
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process
from stdnum import luhn

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from essaim.kernel.text import fold  # noqa: E402

CHECKED = Path(__file__).with_name("checked_pairs.txt")
# (file, column of the name, columns of the place, column of the SIREN or SIRET)
FILES = [
    ("associations_subventionnees_2010.csv", "nom", ("departement", "commune"), "siren"),
    ("data_inclusion_structures_2022.csv", "nom", ("code_postal", "commune"), "pivot"),
    ("ess_numerique_sirene_rna.csv", "denomination", ("code_postal", "commune"), "siren"),
    ("siae_asp_2019_07.csv", "DENOMINATION_SOCIALE", ("CODE_POST_COM", "LIB_COM"), "SIRET"),
    ("siae_itou_lemarche.csv", "nom", ("code_postal", "commune"), "siret"),
    ("siae_itou_lemarche.csv", "nom_commercial", ("code_postal", "commune"), "siret"),
    ("geiq_labellises.csv", "nom", ("code_postal", "commune"), "siret"),
]
# Services of public bodies bear the number of the body and names of their own: they teach nothing of names.
PUBLIC = re.compile(
    r"\b(mairie|commune|com|departement|conseil departemental|mediatheque|bibliotheque|poste|itinerante"
    r"|france services?|communaute|agglo\w*|metropole|pimms|cyber\w*|epn|msap|ville|ccas|maison des? \w* ?solidarites?"
    r"|groupe sos)\b"
)
COMMON_WORDS = (
    "association associations assoc pour dans avec club comite centre social sociale maison federation union les des "
    "france services service departementale departemental regional regionale nationale national jeunes emploi"
)
COMMON = set(COMMON_WORDS.split())
SHORT = {
    "association": "ASSOC", "departemental": "DEP", "departementale": "DEP", "saint": "ST", "sainte": "STE",
    "compagnie": "CIE", "federation": "FED", "centre": "CTRE", "developpement": "DEV", "comite": "CTE",
    "regional": "REG", "animation": "ANIM", "insertion": "INSERT", "culturel": "CULT", "culturelle": "CULT",
    "societe": "STE", "services": "SCES", "formation": "FORM", "education": "EDUC",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    name: str
    place: str
    siren: str

    @property
    def folded(self) -> str:
        return fold(self.name)

    @property
    def department(self) -> str:
        return self.place[:2] if self.place[:2].isdigit() else ""


def read_rows(folder: Path) -> list[Row]:
    """Every named row with a SIREN, once for each spelling and place."""
    rows: dict[tuple[str, str, str], Row] = {}
    for file, name, places, number in FILES:
        if not (path := folder / file).exists():
            continue
        for line in csv.DictReader(path.open(encoding="utf-8-sig")):
            siren = re.sub(r"\D", "", line[number] or "")[:9]
            row = Row((line[name] or "").strip(), " ".join(line[column] or "" for column in places).strip(), siren)
            # A number whose key is wrong was copied wrongly: it would label two spellings of one body as two.
            if row.name and len(siren) == 9 and luhn.is_valid(siren) and not PUBLIC.search(row.folded):
                rows.setdefault((row.folded, fold(row.place), siren), row)
    return list(rows.values())


def telling_words(text: str) -> set[str]:
    return {word for word in fold(text).split() if len(word) > 3 and word not in COMMON}


def look_related(a: Row, b: Row) -> bool:
    """Whether a person could tell from the names: a telling word in common, or one is the initials of the other."""
    if telling_words(a.name) & telling_words(b.name):
        return True
    short, long = sorted((a.folded, b.folded), key=len)
    initials = "".join(word[0] for word in long.split() if len(word) > 2)
    return len(short) > 2 and short.replace(" ", "") in (initials, initials[1:])


def same_bodies(rows: list[Row], chance: random.Random) -> Iterator[tuple[Row, Row]]:
    """Two spellings under one SIREN, in the same department as far as it is known: one pair for each body."""
    bodies = defaultdict(list)
    for row in rows:
        bodies[row.siren].append(row)
    for siren in sorted(bodies):
        pairs = [
            (a, b)
            for i, a in enumerate(bodies[siren])
            for b in bodies[siren][:i]
            if a.folded != b.folded
            and (not a.department or not b.department or a.department == b.department)
            and look_related(a, b)
        ]
        if pairs:
            yield chance.choice(pairs)


def near_names(rows: list[Row], chance: random.Random) -> Iterator[tuple[Row, Row]]:
    """Near names under two SIREN, in the same department."""
    departments = defaultdict(list)
    for row in rows:
        if row.department:
            departments[row.department].append(row)
    for department in sorted(departments):
        there = departments[department]
        names = [" ".join(sorted(telling_words(row.name))) or row.folded for row in there]
        for at in chance.sample(range(len(there)), min(len(there), 40)):
            near = process.extract(names[at], names, scorer=fuzz.token_set_ratio, score_cutoff=80, limit=5)
            others = [there[k] for _name, _score, k in near if there[k].siren != there[at].siren]
            if others:
                yield there[at], chance.choice(others)


def as_files_write_it(row: Row, chance: random.Random) -> Row:
    """The same body as another file would spell it."""
    words = re.sub(r"\s*\([^)]*\)", "", row.name).split()
    ways = chance.sample(["capitals", "short", "letter", "form", "order"], 2)
    if "short" in ways:
        words = [SHORT.get(fold(word), word) for word in words]
    if "letter" in ways and (long := [i for i, word in enumerate(words) if len(word) > 6]):
        at, cut = chance.choice(long), chance.randrange(2, 5)
        words[at] = words[at][:cut] + words[at][cut + 1 :]
    if "form" in ways:
        words = (
            words[1:] if fold(words[0]) in ("association", "assoc", "ass") and len(words) > 1 else ["Assoc.", *words]
        )
    if "order" in ways and len(words) > 2 and fold(words[0]) in ("le", "la", "les"):
        words = [*words[1:], f"({words[0]})"]
    name = " ".join(words)
    return Row(fold(name).upper() if "capitals" in ways else name, row.place, row.siren)


def fingerprint(a: Row, b: Row) -> str:
    text = "|".join(sorted((f"{a.folded}@{fold(a.place)}", f"{b.folded}@{fold(b.place)}")))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def labelled(rows: list[Row], seed: int) -> list[tuple[Row, Row, bool]]:
    """About 600 pairs: (a, b, whether they are the same body)."""
    chance = random.Random(seed)
    checked = dict(line.split()[:2] for line in CHECKED.read_text().splitlines()) if CHECKED.exists() else {}
    pairs: list[tuple[Row, Row, bool]] = []
    same, near = list(same_bodies(rows, chance)), list(near_names(rows, chance))
    pairs += [(a, b, True) for a, b in chance.sample(same, min(170, len(same)))]
    pairs += [(row, as_files_write_it(row, chance), True) for row in chance.sample(rows, 110)]
    here = [(a, b) for a, b in near if fold(a.place) == fold(b.place)]
    away = [(a, b) for a, b in near if fold(a.place) != fold(b.place)]
    pairs += [(a, b, False) for a, b in chance.sample(here, min(110, len(here)))]
    pairs += [(a, b, False) for a, b in chance.sample(away, min(170, len(away)))]
    placed = [row for row in rows if len(row.place) > 6]
    for row, other in zip(chance.sample(placed, 40), chance.sample(placed, 40), strict=True):
        if row.place != other.place:
            pairs.append((row, Row(row.name, other.place, other.siren), False))
    judged = [(a, b, {"same": True, "different": False}.get(checked.get(fingerprint(a, b), ""), same))
              for a, b, same in pairs if checked.get(fingerprint(a, b)) != "unclear"]  # fmt: skip
    chance.shuffle(judged)
    return judged


def main(arguments: list[str]) -> int:
    if len(arguments) not in (2, 3):
        print(__doc__)
        return 2
    pairs = labelled(read_rows(Path(arguments[0])), int(arguments[2]) if len(arguments) == 3 else 1)
    with Path(arguments[1]).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["name_a", "place_a", "siren_a", "name_b", "place_b", "siren_b", "same"])
        writer.writerows([a.name, a.place, a.siren, b.name, b.place, b.siren, int(same)] for a, b, same in pairs)
    print(f"{len(pairs)} pairs, of which {sum(same for *_rows, same in pairs)} are the same")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
