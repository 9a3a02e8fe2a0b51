"""What both engines index: words without accents, and their French stems.

A text becomes words (`culturelles`) and stems (`_culturel`, marked so that a stem is never taken for a word). Stems
answer whole words; words answer what is being typed. The same analysis serves documents and requests, in Python,
so that SQLite and PostgreSQL hold the same tokens.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import snowballstemmer

from essaim.kernel.text import fold

FIELDS = "abcd"  # by weight: names, know-how, texts, places
STEM, ROOT = "_", "0"  # marks of the tokens that are not words
LONGEST_WORD = 40
MOST_WORDS = 3000  # of one field of one document
MOST_TERMS = 32  # of one request

DATA = Path(__file__).parent / "data"
# Words that say nothing of the subject, as `fold` writes them; with the elisions (l', d', qu'…).
STOP_WORDS = frozenset((DATA / "stop_words.txt").read_text().split())
_INITIALS = re.compile(r"\b(?:\w\.){2,}\w?\b\.?")
_NUMBER = re.compile(r"(?<!\d)\d{3}\s\d{3}\s\d{3}(?:\s\d{5})?(?!\d)")  # SIREN, SIRET as they are printed
_INCLUSIVE = re.compile(r"(?<=\w)[·•]\w+")
_COMPOUND = re.compile(r"\w+(?:[-‐‑]\w+)+")
_JOINERS = re.compile(r"[-‐‑]")
_stemmer = snowballstemmer.stemmer("french")


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The French stem of a folded word: `culturelles` → `culturel`. Words with a digit stay as they are."""
    return word if not word.isalpha() else _stemmer.stemWord(word) or word


# Endings that make one word of a family from another, longest first; what is left holds four letters at least.
_ENDINGS = (DATA / "endings.txt").read_text().split()


@lru_cache(maxsize=60_000)
def root(word: str) -> str:
    """What a family of words shares: `culture`, `culturelle` → `cultur`; `menuisier`, `menuiserie` → `menuis`."""
    if not word.isalpha():
        return word
    base = word[:-1] if word[-1] in "sx" and len(word) > 4 else word
    for ending in _ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= 4:
            base = base[: -len(ending)]
            break
    return base.replace("y", "i")


def words_of(text: str) -> list[str]:
    """Folded words in order; initials stand together (`S.C.I.C.` → `scic`).

    Endings after a middle dot are left out (`diplômé·e·s` → `diplome`).
    """
    if "·" in text or "•" in text:
        text = _INCLUSIVE.sub("", text)
    if "." in text:
        text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    return [word[:LONGEST_WORD] for word in fold(text).split()]


def joined_compounds(text: str) -> list[str]:
    """Hyphenated words written as one (`micro-crédit` → `microcredit`), for who types them so."""
    if "-" not in text and "‑" not in text:
        return []
    return [
        joined
        for compound in _COMPOUND.findall(text)
        if len(joined := fold(_JOINERS.sub("", compound))) <= LONGEST_WORD and joined.isalnum()
    ]


@dataclass(frozen=True)
class Analysed:
    """A field ready to be indexed: distinct tokens for the engine, stems in order for the ranking."""

    tokens: set[str]
    stems: list[str]


def analyse(text: str, *, names: bool = False) -> Analysed:
    """Analyse a field. Names keep their small words, so that « Les Uns et les Autres » can be found."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return Analysed(set(), [])
    told = [word for word in words if word not in STOP_WORDS]
    stems = [stem(word) for word in told]
    extra = joined_compounds(text)
    tokens = {
        *told,
        *extra,
        *(STEM + one for one in stems),
        *(ROOT + root(one) for one in told),
        *(STEM + stem(one) for one in extra),
    }
    if names:
        tokens |= {token for word in words if word in STOP_WORDS for token in (word, STEM + word)}
    return Analysed(tokens, stems)


@dataclass(frozen=True)
class Term:
    """A word of a request. `stem` without its mark; `typing` when it may not be finished yet."""

    word: str
    stem: str
    typing: bool = False


def terms_of(text: str) -> list[Term]:
    """The distinct terms of a request, in order; small words count only when there is nothing else."""
    text = text[:1000]
    words = words_of(_NUMBER.sub(lambda match: re.sub(r"\s", "", match[0]), text))
    told = [word for word in words if word not in STOP_WORDS]
    only_small = not told
    chosen = list(dict.fromkeys(words if only_small else told))[:MOST_TERMS]
    last = words[-1] if words and not text[-1:].isspace() else ""
    return [
        Term(word, word if only_small else stem(word), typing=word == last and len(word) > 1 and not only_small)
        for word in chosen
    ]
