"""Typing errors. Only words that no document holds are doubted: what exists is searched as it was typed."""

import math
import re
from collections.abc import Callable
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from essaim.kernel.text import fold

from .columns import Columns
from .postings import Token, postings
from .stems import Posting
from .text import STEM, Term, stem
from .vocabulary import Vocabulary, vocabulary

CANDIDATES = 12
LOOKED_AT = 3  # documents, in each field
MOST_WRITTEN = 1000
_written: dict[tuple[str, int, str], str] = {}
_WORD = re.compile(r"\w+")


def correct(columns: Columns, version: int, terms: list[Term]) -> tuple[list[Term], dict[str, str]]:
    """Replace the words that no document holds by the nearest that one does.

    Returns the terms to search, and the replacements made (typed word → words searched).
    """
    unheld = _unheld(columns, version, terms, lambda term: (STEM + term.stem, False))
    typing = [term for term in unheld if term.typing]
    if typing:
        unbegun = _unheld(columns, version, typing, lambda term: (term.word, True))
        unheld = [term for term in unheld if not term.typing or term in unbegun]
    if not unheld:
        return terms, {}
    words = vocabulary(version)
    searched: list[Term] = []
    replaced: dict[str, str] = {}
    skip = False
    for position, term in enumerate(terms):
        if skip:
            skip = False
            continue
        if term not in unheld:
            searched.append(term)
            continue
        following = terms[position + 1] if position + 1 < len(terms) else None
        if following and (joined := term.word + following.word) in words:
            searched.append(_term(term, joined))
            replaced[term.word], replaced[following.word] = joined, ""
            skip = True
            continue
        found = _nearest(columns, version, words, term)
        if found:
            searched += [_term(term, word) for word in found]
            replaced[term.word] = " ".join(found)
        else:
            searched.append(term)
    unique = {term.stem: term for term in reversed(searched)}
    return [term for term in searched if unique.pop(term.stem, None)], replaced


def corrected_text(columns: Columns, version: int, text: str, replaced: dict[str, str]) -> str:
    """The text with the words that were searched instead, spelled as a document spells them."""
    spelled = {word: _spelled(columns, version, word) for words in replaced.values() for word in words.split()}

    def instead(match: re.Match) -> str:
        word = fold(match[0])
        return " ".join(spelled[one] for one in replaced[word].split()) if word in replaced else match[0]

    return " ".join(_WORD.sub(instead, text).split())


def _unheld(columns: Columns, version: int, terms: list[Term], token_of: Callable[[Term], Token]) -> list[Term]:
    held = postings(columns, version, [token_of(term) for term in terms])
    return [term for term in terms if not any(map(len, held[token_of(term)]))]


def _term(term: Term, word: str) -> Term:
    return replace(term, word=word, stem=stem(word), typing=False)


def _nearest(columns: Columns, version: int, words: Vocabulary, term: Term) -> list[str]:
    word = term.word
    if word.isdigit() or len(word) < 4:
        return []
    distance = 1 if len(word) < 6 else 2
    near = [
        (found, float(far))
        for found, far, _index in process.extract(
            word, words.near_length(len(word), distance), scorer=OSA.distance, score_cutoff=distance, limit=60
        )
    ]
    if term.typing and not any(far <= 1 for _found, far in near):
        near += [
            (found, 1.5)
            for size in range(len(word) + distance + 1, len(word) + 8)
            for found in words.by_length[size]
            if found[0] == word[0] and OSA.distance(word, found[: len(word)], score_cutoff=1) <= 1
        ]
    # Equal otherwise, the first letter is seldom the wrong one; a plural is no error.
    near = [(found, far + (found[0] != word[0]) * 0.5) for found, far in near]
    near = sorted(near, key=lambda one: (one[1], one[0]))[:CANDIDATES]
    if near:
        held = postings(columns, version, [(STEM + stem(found), False) for found, _far in near])
        best = None
        for found, far in near:
            frequency = sum(map(len, held[STEM + stem(found), False]))
            if frequency:
                cost = far - 0.35 * math.log10(1 + frequency)
                if best is None or cost < best[0]:
                    best = (cost, found)
        if best:
            return [best[1]]
    for cut in range(3, len(word) - 2):
        if word[:cut] in words and word[cut:] in words:
            return [word[:cut], word[cut:]]
    return []


def _spelled(columns: Columns, version: int, word: str) -> str:
    """The word with its accents, as one of the first documents that hold it writes it."""
    if (key := (columns.source.name, version, word)) not in _written:
        if len(_written) >= MOST_WRITTEN:
            _written.clear()
        _written[key] = _written_in(columns, postings(columns, version, [(STEM + stem(word), False)]), word) or word
    return _written[key]


def _written_in(columns: Columns, held: dict[Token, Posting], word: str) -> str | None:
    (rows,) = held.values()
    first = dict.fromkeys(int(row) for some in rows for row in some[:LOOKED_AT])
    for document in columns.source.documents([int(number) for number in columns.ids.view[list(first)]]):
        for text in (document.names, document.skills, document.texts, document.places):
            for written in _WORD.findall(text):
                if fold(written) == word:
                    return written.lower()
    return None
