"""How communes are written in files and by people, brought to one form that can be compared."""

import re
from functools import lru_cache

from essaim.kernel.text import fold

_ABBREVIATIONS = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous",
    "lez": "les",
}  # fmt: skip
_ABBREVIATED = frozenset(_ABBREVIATIONS)
_SMALL = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"])
_POSTAL_WORDS = re.compile(r"\b(?:cedex|bp \d+|cs \d+)\b.*$| commune (?:nouvelle|deleguee)$")
# "Paris 14", "Marseille 13e Arrondissement", "Lyon 3eme": the borough goes, the city stays.
_BOROUGH = re.compile(
    r"^(paris|lyon|marseille)\b(?: (?:\d{1,2}(?:e|er|eme|ieme|nd)?|e|er|eme|arrdt|arrond|arrondissement))+$"
)
_LINKED = re.compile(r"[-\s](?:la|le|les|l[èe]s|lez|sur|sous|en|de|du|des|d|au|aux|à|et)(?:[-\s]|['’])", re.IGNORECASE)
_POSTAL = re.compile(r"(?<![0-9A-Za-z])(?:F-?)?(\d{5}|2[AB]\d{3})(?![0-9])", re.IGNORECASE)
_DEPARTMENT = re.compile(
    r"^(?!(?:paris|lyon|marseille)\b)(.*[^\W\d])[\s,(-]+(\d\d|2[AB]|9[78]\d)\s*\)?$", re.IGNORECASE
)
_LOST_ZERO = re.compile(r"(?<![0-9A-Za-z])(\d{4})(?![0-9])")


def plain_name(text: str) -> str:
    """The name in full words: `ST VENANT CEDEX 2` → `saint venant`, `Paris 14e` → `paris`; may be empty."""
    words = _POSTAL_WORDS.sub("", fold(text)).split()
    # "d'Artois" folds to "d artois"; "s/Lys" to "s lys", which stands for "sur" only between two words.
    if not _ABBREVIATED.isdisjoint(words):
        words = [
            word if word == "s" and position in (0, len(words) - 1) else _ABBREVIATIONS.get(word, word)
            for position, word in enumerate(words)
        ]
    name = " ".join(words)
    if borough := _BOROUGH.match(name):
        return borough[1]
    return name


def bare_name(plain: str) -> str:
    """The plain name without its small words, so that `Couture (La)` is `La Couture`."""
    return " ".join([word for word in plain.split() if word not in _SMALL]) or plain


def short_name(name: str) -> str:
    """The name as people of the place say it: `Bruay-la-Buissière` → `Bruay`, `Nœux-les-Mines` → `Nœux`. For maps."""
    head = _LINKED.split(name, maxsplit=1)[0]
    return head if len(head) >= 4 and head.lower() not in ("saint", "sainte") else name


@lru_cache(maxsize=4096)  # the same few come back from row to row
def postal_code(value: str) -> str:
    """The postal or INSEE code, of five characters, of a cell: `1700` → `01700`, `62400.0` or `F-62400` → `62400`.

    Empty when the cell holds no such code.
    """
    value = re.sub(r"\.0+$", "", value.strip().replace("\u00a0", " ").replace("\u202f", " "))
    if re.fullmatch(r"\d\d \d{3}", value):
        value = value.replace(" ", "")
    if found := _POSTAL.search(value) or _LOST_ZERO.search(value):
        return found[1].upper().zfill(5)
    return ""


def split_code(text: str) -> tuple[str, str]:
    """Part `62400 Béthune`, `Béthune (62400)` or `Béthune` into its code (or "") and its name (or "")."""
    found = _POSTAL.search(text) or _LOST_ZERO.search(text)
    if not found:
        return "", text.strip()
    return found[1].upper().zfill(5), (text[: found.start()] + " " + text[found.end() :]).strip(" ,;-()")


def split_department(text: str) -> tuple[str, str]:
    """Part `Saint-Pierre (974)` into its name and its department's code (or "")."""
    if found := _DEPARTMENT.match(text.strip()):
        return found[1], found[2].upper()
    return text, ""


def department_of_code(code: str) -> tuple[str, ...]:
    """The departments that a postal or INSEE code may belong to: `62400` → 62, `20200` → 2A and 2B, `97410` → 974."""
    if code[:2] == "20":
        return ("2A", "2B")
    return (code[:3],) if code[:2] in ("97", "98") else (code[:2],)
