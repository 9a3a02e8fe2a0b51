"""The words that were looked for, lit in a text."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from essaim.kernel.text import fold

_WORD = re.compile(r"[^\W_]+")
_folded = lru_cache(maxsize=20_000)(fold)  # the same words, from one summary to the next
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")


def matches(text: str, terms: Sequence[str]) -> bool:
    """Whether a word of the text begins with one of the folded terms."""
    starts = tuple(terms)
    return bool(starts) and any(word.startswith(starts) for word in fold(text).split())


def lit(text: str, terms: Sequence[str]) -> SafeString:
    """The text, escaped, with `<mark>` around the words that begin with one of the folded terms."""
    starts = tuple(terms)
    if not starts:
        return mark_safe(escape(text))
    pieces, last = [], 0
    for found in _WORD.finditer(text):
        if _folded(found[0]).startswith(starts):
            pieces += [escape(text[last : found.start()]), "<mark>", escape(found[0]), "</mark>"]
            last = found.end()
    return mark_safe("".join([*pieces, escape(text[last:])]))


def shortened(text: str, length: int = 180) -> str:
    """The beginning of a text, cut between two words, with an ellipsis when something is left out."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def passage(text: str, terms: Sequence[str]) -> str:
    """The first sentence of the text that holds one of the terms, shortened; empty when none does."""
    return next((shortened(part) for part in _SENTENCE.split(text) if matches(part, terms)), "")
