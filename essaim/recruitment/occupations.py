"""Occupations of the ROME, found from what people type.

Data: data/rome.tsv, the 532 cards of the ROME, version 3 (France Travail, Licence Ouverte 2.0), made by
scripts/rome.py. Version 4 keeps these codes for most occupations and adds finer ones, which are not here. An occupation
may always be typed in full: it then has no code.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from rapidfuzz import process
from rapidfuzz.distance import OSA

from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

FILE = Path(__file__).with_name("data") / "rome.tsv"
CODE = re.compile(r"[A-N]\d{4}")
LOOKS_LIKE_A_CODE = re.compile(r"[A-Za-z]\d{4}")
SHORT, LONG = 6, 15  # letters from which one slip is forgiven, then two
MOST_LETTERS = 120

# Proposed while typing: what structures of the sector hire most. Names that the table knows.
COMMON = (
    "Agent / Agente de propreté de locaux", "Aide à domicile", "Aide-comptable", "Aide maraîcher / maraîchère",
    "Animateur / Animatrice d'activités périscolaires", "Assistant administratif / Assistante administrative",
    "Chargé / Chargée de communication", "Chauffeur-livreur / Chauffeuse-livreuse", "Comptable",
    "Cuisinier / Cuisinière",
    "Encadrant / Encadrante de chantier d'insertion", "Magasinier / Magasinière",
    "Secrétaire comptable", "Employé / Employée de libre-service",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Occupation:
    """`code` is that of the ROME, '' when the name is of none of its cards."""

    code: str
    name: str

    @property
    def family(self) -> str:
        """The first three signs of the code, the ROME's « domaine professionnel »; '' without code."""
        return self.code[:3]


@functools.lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Code → name of the card, and folded name → code."""
    cards: dict[str, str] = {}
    names: dict[str, str] = {}
    for line in FILE.read_text().splitlines():
        code, label, others = line.split("\t")
        cards[code] = label
        for name in [label, *others.split("|")]:
            for form in _forms(name):
                names.setdefault(form, code)
    return cards, names


def _forms(name: str) -> list[str]:
    """The ways to write a name: whole, and each gender alone.

    « Secrétaire », « Comptable unique », « Cuisinier / Cuisinière » gives « cuisinier » and « cuisiniere » too.
    """
    plain = name.replace("(trice)", "/trice").replace("(e)", "")
    parts = [fold(part) for part in plain.split("/")]
    forms = [fold(name)]
    if len(parts) == 2 and parts[0] and parts[1]:
        first, second = parts[0].split(), parts[1].split()
        # What one part leaves out, the other says: « Assistant / Assistante de gestion », « Chef cuisinier /
        # cuisinière ».
        forms.append(" ".join([*first, *second[len(first) :]]))
        forms.append(" ".join([*first[: max(0, len(first) - len(second))], *second]))
    return [form for form in dict.fromkeys(forms) if form]


def card(code: str) -> str:
    """The name of a card of the ROME, or '' when there is none."""
    return _table()[0].get(code, "")


def find(typed: str) -> Occupation:
    """The occupation that a text means: a code, a name of the table (a letter amiss), or the text itself, without code.

    Refuses (field `occupation`) a code that is not in the table.
    """
    text = " ".join(typed.split())[:MOST_LETTERS]
    if LOOKS_LIKE_A_CODE.fullmatch(text):
        code = text.upper()
        if not card(code):
            raise Refusal(
                _("Le code ROME « %(code)s » n'existe pas. Écrivez le métier en toutes lettres.") % {"code": code},
                code="rome", field="occupation",
            )  # fmt: skip
        return Occupation(code, card(code))
    return Occupation(_code_of(fold(text)), text)


@functools.lru_cache(maxsize=2048)
def _code_of(folded: str) -> str:
    names = _table()[1]
    if not folded:
        return ""
    if code := names.get(folded):
        return code
    if len(folded) < SHORT:
        return ""
    slips = 2 if len(folded) >= LONG else 1
    best = process.extractOne(folded, names.keys(), scorer=OSA.distance, score_cutoff=slips)
    return names[best[0]] if best else ""


def near(one: Occupation, other: Occupation) -> bool:
    """Whether somebody may reasonably do both: the same words, or cards of one family."""
    if one.code and other.code:
        return one.family == other.family
    return fold(one.name) == fold(other.name)
