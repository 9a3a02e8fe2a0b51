"""What both engines index: words without accents, and their French stems.

A text becomes words (`culturelles`) and stems (`_culturel`, marked so that a stem is never taken for a word). Stems
answer whole words; words answer what is being typed. The same analysis serves documents and requests, in Python,
so that SQLite and PostgreSQL hold the same tokens.
"""

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import snowballstemmer

from essaim.kernel.text import fold

FIELDS = "abcd"  # by weight: names, know-how, texts, places
STEM = "_"  # marks the tokens that are not words
ROOT = "0"  # marks a family of words, which no document holds as such (postings.py)
BESIDE = "\n"
LONGEST_WORD = 40
MOST_WORDS = 3000  # of one field of one document
MOST_TERMS = 32  # of one request
MOST_REMEMBERED = 100_000  # words

DATA = Path(__file__).parent / "data"
# Words that say nothing of the subject, as `fold` writes them; with the elisions (l', d', qu'…).
STOP_WORDS = frozenset((DATA / "stop_words.txt").read_text().split())
_INITIALS = re.compile(r"\b(?:\w\.){2,}\w?\b\.?")
_NUMBER = re.compile(r"(?<!\d)\d{3}\s\d{3}\s\d{3}(?:\s\d{5})?(?!\d)")  # SIREN, SIRET as they are printed
_INCLUSIVE = re.compile(r"(?<=\w)[·•]\w+")
_stemmer = snowballstemmer.stemmer("french")
_stemming = threading.Lock()


@lru_cache(maxsize=60_000)
def stem(word: str) -> str:
    """The French stem of a folded word: `culturelles` → `culturel`. Words with a digit stay as they are."""
    if not word.isalpha():
        return word
    with _stemming:  # a stemmer works in its own attributes: two threads would mix their words
        return _stemmer.stemWord(word) or word


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
    return fold(text).split()


def joined_compounds(text: str) -> list[str]:
    """Hyphenated words written as one (`micro-crédit` → `microcredit`), for who types them so."""
    if "‑" in text or "‐" in text:
        text = text.replace("‑", "-").replace("‐", "-")
    if "-" not in text:
        return []
    joined = [fold(piece.replace("-", "")).split()[-1:] for piece in text.split() if "-" in piece]
    return [word[0] for word in joined if word and len(word[0]) <= LONGEST_WORD]


class _Remembered(dict[str, str]):
    """What is made of a word, worked out once: texts repeat the same few thousand words."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        made = self._make(word)
        if word.isalpha():  # a number hardly comes twice
            if len(self) > MOST_REMEMBERED:
                self.clear()
            self[word] = made
        return made


def _tokens(word: str) -> str:
    word = word[:LONGEST_WORD]
    if not word.isalpha():  # a number, which hardly comes twice: nothing to remember
        return f" {word} {STEM}{word}"
    return "" if word in STOP_WORDS else f" {word} {STEM}{stem(word)}"


def _padded(word: str) -> str:
    word = word[:LONGEST_WORD]
    if not word.isalpha():
        return f" {word} "
    return "" if word in STOP_WORDS else f" {stem(word)} "


_tokens_of = _Remembered(_tokens)
_padded_of = _Remembered(_padded)


class Analysed(NamedTuple):
    """A field ready to be indexed: its distinct words; their tokens for the engine; its stems in order, each between
    two spaces of its own, for the ranking (counting ` stem ` finds neighbours too). Stems that are found besides, and
    are no one's neighbours, follow, each on a line: `micro-crédit` is found by `microcredit`, a name by small words.
    """

    words: set[str]
    tokens: str
    stems: str

    @property
    def length(self) -> int:
        return self.stems.count("  ") + bool(self.stems)


NOTHING = Analysed(set(), "", "")


def analyse(text: str, *, names: bool = False) -> Analysed:
    """Analyse a field. Names keep their small words, so that « Les Uns et les Autres » can be found."""
    if not text:
        return NOTHING
    words = words_of(text)[:MOST_WORDS]
    distinct = set(words)
    tokens = "".join(map(_tokens_of.__getitem__, distinct))
    stems = "".join(map(_padded_of.__getitem__, words))
    beside = [(extra, stem(extra)) for extra in joined_compounds(text)]
    distinct.update(extra for extra, _stem in beside)
    if names:
        beside += [(word, word) for word in distinct & STOP_WORDS]
    if beside:
        tokens += "".join(f" {word} {STEM}{mark}" for word, mark in beside)
        stems += "".join(f"{BESIDE} {mark} " for _word, mark in beside)
    return Analysed(distinct, tokens, stems)


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
    words = [word[:LONGEST_WORD] for word in words]
    told = [word for word in words if word not in STOP_WORDS]
    only_small = not told
    chosen = list(dict.fromkeys(words if only_small else told))[:MOST_TERMS]
    last = words[-1] if words and not text[-1:].isspace() else ""
    return [
        Term(word, word if only_small else stem(word), typing=word == last and len(word) > 1 and not only_small)
        for word in chosen
    ]
