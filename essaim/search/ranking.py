"""The order of the results: a closer look at the documents that compete for the first places.

The frequencies of the words, their fields, their nearness are counted in the stems that the index keeps; the rest
follows in the order of the matching. Everything is counted here, so that both engines give the same order.
"""

from itertools import pairwise

import numpy as np

from .columns import Columns
from .matching import FIELD_WEIGHTS, Matched
from .models import Document
from .text import ROOT, STEM, Term

COMPETE = 300
SATURATION = 1.4
LENGTH_SHARE = (0.5, 0.2, 0.6, 0.0)  # how much a longer field weakens each word, by field
PHRASE = 0.35  # two words of the request side by side, as they were written
CLOSENESS = 0.6  # at most, for what is at no distance


def order(
    columns: Columns, matched: Matched, terms: list[Term], rows: np.ndarray, closeness: np.ndarray | None
) -> np.ndarray:
    """These rows, best first. `closeness` (0 to 1, by row of the columns) weighs less than any word."""
    score = matched.score[rows] + 20 * (matched.share[rows] > 0.999) + 4 * matched.share[rows]
    if closeness is not None:
        score = score + CLOSENESS * closeness[rows]
    ids = columns.ids.view[rows]
    sequence = np.lexsort((ids, -np.round(score, 4)))
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
    texts = {
        key: fields for key, *fields in Document.objects.filter(key__in=keys).values_list("key", "a", "b", "c", "d")
    }
    size = columns.size
    held = []  # by term: (needle, worth, whether it may only begin a stem, fields where each candidate has it)
    for tokens in matched.answers:
        variants = []
        for (token, prefix), worth, posting in tokens:
            present = [_present(rows, head, size) for rows in posting]
            needle = f" {token}" if prefix else f" {token[1:]}" if token[0] == ROOT else f" {token.removeprefix(STEM)} "
            variants.append((needle, worth, present))
        held.append(variants)
    pairs = [f" {one.stem}  {two.stem} " for one, two in pairwise(terms)]
    scores = np.zeros(len(head))
    means = (6.0, 12.0, columns.mean_length, 8.0)
    for position, key in enumerate(keys):
        fields = texts.get(key)
        if fields is None:
            continue
        norms = [
            1 - share + share * (len(text) / 9) / mean
            for text, share, mean in zip(fields, LENGTH_SHARE, means, strict=True)
        ]
        total = 0.0
        for variants, idf in zip(held, matched.idf, strict=True):
            best = 0.0
            for needle, worth, present in variants:
                weight = 0.0
                for number, text in enumerate(fields):
                    if present[number][position]:
                        weight += FIELD_WEIGHTS[number] * max(1, text.count(needle)) / norms[number]
                best = max(best, weight * worth)
            total += idf * best / (best + SATURATION)
        for pair, idf in zip(pairs, matched.idf, strict=False):
            if any(pair in text for text in fields):
                total += PHRASE * idf
        scores[position] = total
    return scores


def _present(rows: np.ndarray, head: np.ndarray, size: int) -> np.ndarray:
    if not len(rows):
        return np.zeros(len(head), dtype=bool)
    flags = np.zeros(size, dtype=bool)
    flags[rows] = True
    return flags[head]
