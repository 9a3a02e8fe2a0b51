"""Rebuild the code lists that the organizations ship: `scripts/build_nomenclatures.py FOLDER`.

FOLDER holds two open tables of INSEE (Licence Ouverte 2.0): `categories_juridiques_insee.csv` (code, libelle; level
III of the legal categories) and `naf_rev2.csv` (code, code_compact, niveau, libelle). What is written keeps the codes
and labels only, in the order of the codes.
"""

import csv
import sys
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "essaim" / "organizations" / "data"


def rebuild(source: Path, target: Path) -> int:
    """Copy the code and label columns of one table. Returns the number of rows."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        rows = sorted((row["code"].strip(), " ".join(row["libelle"].split())) for row in csv.DictReader(file))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "label"])
        writer.writerows(rows)
    return len(rows)


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    for source, target in (
        ("categories_juridiques_insee.csv", "legal_categories.csv"),
        ("naf_rev2.csv", "naf_rev2.csv"),
    ):
        print(target, rebuild(folder / source, DATA / target))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
