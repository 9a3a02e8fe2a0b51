"""The measure of quality runs on any corpus, and the search keeps its rank on a small one."""

import csv
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CORPUS = [
    ("a", "Atelier d'auto-réparation", "Chacun y répare son vélo, avec les outils et les conseils des bénévoles."),
    ("b", "Épicerie solidaire", "Des produits à petits prix pour les foyers en difficulté."),
    ("c", "Cours de français", "Apprendre à lire et à écrire, pour les personnes venues d'ailleurs."),
    ("d", "Garage associatif", "Entretien de voitures à tarif réduit, location de véhicules."),
    ("e", "Troupe du Beffroi", "Spectacles et ateliers culturels dans les écoles."),
    ("f", "Les Jardins de la Lys", "Maraîchage biologique et paniers de légumes chaque semaine."),
]
QUERIES = [
    ("réparation velos", "a"), ("epiceries solidaires", "b"), ("fransais", "c"), ("location voiture", "d"),
    ("spectacles culturels", "e"), ("maraicher bio", "f"), ("paniers legume", "f"), ("benevol", "a"),
]  # fmt: skip


def test_every_question_finds_its_answer_first(tmp_path):
    for name, header, rows in (("q", ("query", "target_id"), QUERIES), ("c", ("id", "title", "text"), CORPUS)):
        with (tmp_path / name).open("w", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    command = [sys.executable, str(ROOT / "benchmarks/quality/search.py"), str(tmp_path / "q"), str(tmp_path / "c")]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert re.search(r"essaim +1\.000 +1\.000", printed), printed
