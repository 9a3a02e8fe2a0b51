"""Which documents hold a token, and in which fields: asked of the engine, kept while the index does not move."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from .columns import Columns
from .engines import engine

Token = tuple[str, bool]  # the token, whether as a prefix
Posting = list[np.ndarray]  # rows by field (names, know-how, texts, places), sorted
MOST_BYTES = 24 * 1024 * 1024

_kept: OrderedDict[tuple[str, Token], Posting] = OrderedDict()
_bytes = 0
_version = -1
_lock = threading.Lock()


def postings(columns: Columns, version: int, tokens: Sequence[Token]) -> dict[Token, Posting]:
    """The rows of these tokens. One query for all those that are not kept."""
    name = columns.source.name
    found: dict[Token, Posting] = {}
    with _lock:
        _empty_unless(version)
        for token in tokens:
            if (name, token) in _kept:
                _kept.move_to_end((name, token))
                found[token] = _kept[name, token]
    missing = [token for token in dict.fromkeys(tokens) if token not in found]
    if missing:
        answers = engine().fetch(columns.source.first_key, columns.source.last_key, missing)
        for token, arrays in zip(missing, answers, strict=True):
            found[token] = [np.sort(columns.rows_of(ids)) for ids in arrays]
        _keep(name, version, {token: found[token] for token in missing})
    return found


def _empty_unless(version: int) -> None:
    global _bytes, _version
    if version != _version:
        _kept.clear()
        _bytes, _version = 0, version


def _keep(name: str, version: int, new: dict[Token, Posting]) -> None:
    global _bytes
    with _lock:
        if version != _version:
            return
        for token, posting in new.items():
            if (name, token) not in _kept:
                _kept[name, token] = posting
                _bytes += _weight(posting)
        while _bytes > MOST_BYTES:
            _bytes -= _weight(_kept.popitem(last=False)[1])


def _weight(posting: Posting) -> int:
    return 400 + sum(rows.nbytes for rows in posting)
