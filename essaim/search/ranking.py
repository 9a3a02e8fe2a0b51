"""The order of the results: a closer look at the documents that compete for the first places.

The frequencies of the words, their fields, their nearness are counted in the stems that the index keeps; the rest
follows in the order of the matching. Everything is counted here, so that both engines give the same order.
"""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from django.db.models import QuerySet

from essaim.kernel.prepared import prepared

from .columns import Columns
from .matching import FIELD_WEIGHTS, Matched
from .models import Document
from .text import BESIDE, FIELDS, ROOT, STEM, Term

COMPETE = 120
SATURATION = 1.4
LENGTH_SHARE = (0.5, 0.2, 0.6, 0.0)  # how much a longer field weakens each word, by field
PHRASE = 0.35  # two words of the request side by side, as they were written
CLOSENESS = 0.6  # at most, for what is at no distance


def order(
    columns: Columns, matched: Matched, terms: list[Term], rows: np.ndarray, closeness: np.ndarray | None, upto: int
) -> np.ndarray:
    """These rows, best first, at least the first `upto` in their final place; those that come far behind may be left
    out. `closeness` (0 to 1, by row of the columns) weighs less than any word."""
    score = matched.score[rows] + 20 * (matched.share[rows] > 0.999) + 4 * matched.share[rows]
    if closeness is not None:
        score = score + CLOSENESS * closeness[rows]
    score = np.round(score, 4)
    upto = max(upto, COMPETE)
    if len(rows) > 4 * upto:  # sort only what a page can show
        best = score >= -np.partition(-score, upto)[upto]
        rows, score = rows[best], score[best]
    ids = columns.ids.view[rows]
    sequence = np.lexsort((ids, -score))
    rows = rows[sequence]
    head = rows[:COMPETE]
    if len(head) < 2:
        return rows
    exact = _scores(columns, matched, terms, head)
    exact += 20 * (matched.share[head] > 0.999) + 4 * matched.share[head]
    if closeness is not None:
        exact += CLOSENESS * closeness[head]
    best = np.lexsort((columns.ids.view[head], -np.round(exact, 4)))
    return np.concatenate([head[best], rows[COMPETE:]])


def _scores(columns: Columns, matched: Matched, terms: list[Term], head: np.ndarray) -> np.ndarray:
    first = columns.source.first_key
    keys = [first + int(number) for number in columns.ids.view[head]]
    texts = {key: tuple(fields) for key, *fields in prepared(_stems, keys)}
    places = {int(row): position for position, row in enumerate(head)}
    means = (6.0, 12.0, columns.mean_length, 8.0)
    norms = [
        [
            1 - share + share * (len(text.partition(BESIDE)[0]) / 9) / mean
            for text, share, mean in zip(fields, LENGTH_SHARE, means, strict=True)
        ]
        for key in keys
        if (fields := texts.get(key, ("", "", "", "")))
    ]
    scores = np.zeros(len(head))
    for tokens, idf in zip(matched.answers, matched.idf, strict=True):
        best = np.zeros(len(head))
        for (token, prefix), worth, posting in tokens:
            needle = f" {token}" if prefix else f" {token[1:]}" if token[0] == ROOT else f" {token.removeprefix(STEM)} "
            weights = np.zeros(len(head))
            for number, rows in enumerate(posting):
                # Only what the index says to be there is counted; a form that the stems do not show counts once.
                for row in head[_among(rows, head)]:
                    position = places[int(row)]
                    if keys[position] in texts:
                        frequency = max(1, texts[keys[position]][number].count(needle))
                        weights[position] += FIELD_WEIGHTS[number] * frequency / norms[position][number]
            np.maximum(best, weights * worth, out=best)
        scores += idf * best / (best + SATURATION)
    for (one, two), idf in zip(pairwise(terms), matched.idf, strict=False):
        pair = f" {one.stem}  {two.stem} "
        for position, key in enumerate(keys):
            if any(pair in text for text in texts.get(key, ())):
                scores[position] += PHRASE * idf
    return scores


def _stems(keys: Iterable[int]) -> QuerySet:
    return Document.objects.filter(key__among=keys).values_list("key", *FIELDS)


def _among(rows: np.ndarray, head: np.ndarray) -> np.ndarray:
    """Which of `head` are in `rows`, which is sorted."""
    if not len(rows):
        return np.zeros(len(head), dtype=bool)
    places = np.searchsorted(rows, head)
    return rows[np.minimum(places, len(rows) - 1)] == head
