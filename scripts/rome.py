"""Build essaim/recruitment/data/rome.tsv: `python scripts/rome.py metiers.csv appellations.csv`.

The ROME (répertoire opérationnel des métiers et des emplois) is published by France Travail under the Licence Ouverte
2.0. `metiers.csv` has the columns code, libelle; `appellations.csv` code, rome, libelle. What comes out: one occupation
a line, its code, its name, the names that people give it, apart by |.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "essaim" / "recruitment" / "data" / "rome.tsv"


def main(occupations: str, names: str) -> None:
    known: dict[str, list[str]] = defaultdict(list)
    with open(names, newline="") as file:
        for row in csv.DictReader(file):
            known[row["rome"]].append(" ".join(row["libelle"].replace("|", " ").split()))
    with open(occupations, newline="") as file, OUT.open("w") as out:
        for row in csv.DictReader(file):
            out.write(f"{row['code']}\t{row['libelle']}\t{'|'.join(known[row['code']])}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
