"""Which documents answer the words of a request, and how well, over whole columns.

Every document gets a score and the share of the request that it answers; the ranking looks closer at the best.
"""

from dataclasses import dataclass

import numpy as np

from .columns import Columns
from .postings import Posting, Token, postings
from .synonyms import synonyms
from .text import ROOT, STEM, Term, root

# A word in a name is worth more than one in a know-how, then in a text, then in a place.
FIELD_WEIGHTS = (6.0, 3.5, 1.0, 1.0)
# What other tokens than the stem are worth, and how much of the word they answer.
PREFIX_WORTH, ROOT_WORTH, SYNONYM_WORTH = 0.55, 0.15, 0.12
PART = 0.7
SHORTEST_PREFIX, SHORTEST_ROOT = 2, 5
# A word that so many documents hold is asked for alone: its beginnings and its family would add nothing in front.
PLENTY = 300
# When fewer documents answer every word, those that answer this share of the request come after them.
ENOUGH = 10
SHARE_BESIDE = 0.6
SHARES_WITHOUT = (0.6, 0.45, 0.3, 0.15, 0.0)


@dataclass
class Matched:
    """`score` and `share` by row (share: 1.0 when every word is answered); `mask`: the rows kept as results;
    `answers`: by term, the tokens that answer it with their worth and postings; `idf` by term."""

    score: np.ndarray
    share: np.ndarray
    mask: np.ndarray
    answers: list[list[tuple[Token, float, Posting]]]
    idf: list[float]


def tokens_of(term: Term) -> list[tuple[Token, float]]:
    """The tokens that answer a term, from what is worth least."""
    tokens: list[tuple[Token, float]] = [((STEM + stem, False), SYNONYM_WORTH) for stem in synonyms(term.word)]
    if len(term.word) >= SHORTEST_ROOT:
        tokens.append(((ROOT + root(term.word), False), ROOT_WORTH))
    if term.typing and len(term.word) >= SHORTEST_PREFIX:
        tokens.append(((term.word, True), PREFIX_WORTH))
    tokens.append(((STEM + term.stem, False), 1.0))
    return sorted(tokens, key=lambda token: token[1])


def match(columns: Columns, version: int, terms: list[Term], scope: np.ndarray) -> Matched:
    """Match the terms within the rows of `scope`. The number of documents kept does not depend on any facet."""
    exact = [((STEM + term.stem, False), 1.0) for term in terms]
    held = postings(columns, version, [token for token, _worth in exact])
    wanted = [
        [one] if sum(map(len, held[one[0]])) >= PLENTY else tokens_of(term)
        for one, term in zip(exact, terms, strict=True)
    ]
    matched = _match(columns, version, wanted, scope)
    if any(len(tokens) == 1 for tokens in wanted) and np.count_nonzero(_whole(matched.share, scope)) < ENOUGH:
        return _match(columns, version, [tokens_of(term) for term in terms], scope)
    return matched


def _match(columns: Columns, version: int, wanted: list[list[tuple[Token, float]]], scope: np.ndarray) -> Matched:
    held = postings(columns, version, [token for tokens in wanted for token, _worth in tokens])
    answers = [[(token, worth, held[token]) for token, worth in tokens] for tokens in wanted]
    size = columns.size
    # Only the rows that hold some word are worked on: they are few among the whole.
    rows = _rows_of([posting for tokens in answers for _token, _worth, posting in tokens], size)
    position = np.zeros(size, dtype=np.int32)
    position[rows] = np.arange(len(rows), dtype=np.int32)
    within = scope[rows]
    population = max(1, int(np.count_nonzero(scope)))
    score = np.zeros(len(rows), dtype=np.float32)
    share = np.zeros(len(rows), dtype=np.float32)
    idf = []
    for tokens in answers:
        worths, answered = term_worths(tokens, position, len(rows))
        frequency = int(np.count_nonzero((answered >= 1) & within))
        weight = float(np.log(1 + (population - frequency + 0.5) / (frequency + 0.5)))
        idf.append(weight)
        score += weight * (worths / (worths + 1.5))
        share += max(weight, 0.05) * answered
    share /= sum(max(weight, 0.05) for weight in idf) or 1.0
    score *= 1.0 / (0.8 + 0.2 * np.minimum(columns.length.view[rows] / columns.mean_length, 5))
    scores, shares = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    scores[rows], shares[rows] = score, share
    return Matched(scores, shares, _kept(shares, scope), answers, idf)


def _rows_of(wanted: list[Posting], size: int) -> np.ndarray:
    """The rows of all these postings, sorted, each once."""
    held = np.zeros(size, dtype=bool)
    for posting in wanted:
        for rows in posting:
            held[rows] = True
    return np.flatnonzero(held)


def term_worths(
    tokens: list[tuple[Token, float, Posting]], position: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray]:
    """The weights of the fields where a term is found, for the best of its tokens; how much it answers.

    Both for `count` rows, whose place `position` gives.
    """
    best = np.zeros(count, dtype=np.float32)
    answered = np.zeros(count, dtype=np.float32)
    for _token, worth, posting in tokens:
        if not any(map(len, posting)):
            continue
        fields = np.zeros(count, dtype=np.float32)
        part = 1.0 if worth >= PREFIX_WORTH else PART
        for rows, weight in zip(posting, FIELD_WEIGHTS, strict=True):
            places = position[rows]
            fields[places] += weight * worth
            answered[places] = np.maximum(answered[places], part)
        np.maximum(best, fields, out=best)
    return best, answered


def _whole(share: np.ndarray, scope: np.ndarray) -> np.ndarray:
    """Rows that answer every word."""
    return scope & (share > 0.999)


def _kept(share: np.ndarray, scope: np.ndarray) -> np.ndarray:
    whole = _whole(share, scope)
    exact = int(np.count_nonzero(whole))
    if exact >= ENOUGH:
        return whole
    if exact:
        return scope & (share >= SHARE_BESIDE)
    for least in SHARES_WITHOUT:
        mask = scope & (share > least)
        if np.count_nonzero(mask) >= (ENOUGH if least else 1):
            return mask
    return whole
