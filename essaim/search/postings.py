"""Which documents hold a token, and in which fields: told by the memory for stems and families of words, asked of the
engine for the rest, kept while the index does not move."""

import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from .columns import Columns
from .engines import engine
from .stems import Posting
from .text import FIELDS, ROOT, STEM
from .vocabulary import vocabulary

Token = tuple[str, bool]  # the token, whether as a prefix
MOST_BYTES = 24 * 1024 * 1024

_kept: OrderedDict[tuple[str, Token], Posting] = OrderedDict()
_bytes = 0
_version = -1
_lock = threading.Lock()


def postings(columns: Columns, version: int, tokens: Sequence[Token]) -> dict[Token, Posting]:
    """The rows of these tokens. One query for all those that are neither kept nor stems in memory."""
    name = columns.source.name
    found: dict[Token, Posting] = {}
    with _lock:
        _empty_unless(version)
        for token in tokens:
            if columns.stems and token[0][:1] == STEM and not token[1]:
                found[token] = _alive(columns, columns.stems.holders(token[0][1:], columns.size))
            elif (name, token) in _kept:
                _kept.move_to_end((name, token))
                found[token] = _kept[name, token]
    missing = [token for token in dict.fromkeys(tokens) if token not in found]
    if gathered := _gathered(columns, version, missing):
        _keep(name, version, gathered)
        found |= gathered
        missing = [token for token in missing if token not in gathered]
    if missing:
        answers = engine().fetch(columns.source.first_key, columns.source.last_key, missing)
        for token, arrays in zip(missing, answers, strict=True):
            found[token] = [np.sort(columns.rows_of(ids)) for ids in arrays]
        _keep(name, version, {token: found[token] for token in missing})
    return found


def _alive(columns: Columns, posting: Posting) -> Posting:
    """Without the rows of documents that changed since."""
    if not columns.dead:
        return posting
    alive = columns.alive.view
    return [rows[alive[rows]] for rows in posting]


def _gathered(columns: Columns, version: int, tokens: Sequence[Token]) -> dict[Token, Posting]:
    """Those of the tokens that the stems of the known words tell: families, and how words begin when the memory holds
    the stems and no other word shares them. Numbers are not among the known words."""
    stems: dict[Token, list[str]] = {}
    for token, is_beginning in tokens:
        if token[:1] == ROOT and not is_beginning:
            stems[token, False] = vocabulary(version).family(token[1:])
        elif (
            is_beginning
            and columns.stems
            and not token[:1].isdigit()
            and (found := vocabulary(version).beginning(token)) is not None
        ):
            stems[token, True] = found
    if not stems:
        return {}
    held = postings(columns, version, [(STEM + stem, False) for some in stems.values() for stem in some])
    return {
        token: [
            _union([held[STEM + stem, False][field] for stem in some], columns.size) for field in range(len(FIELDS))
        ]
        for token, some in stems.items()
    }


def _union(parts: list[np.ndarray], size: int) -> np.ndarray:
    held = [rows for rows in parts if len(rows)]
    if len(held) <= 1:
        return held[0] if held else np.empty(0, dtype=np.int32)
    if sum(map(len, held)) * 64 < size:
        return np.unique(np.concatenate(held))
    mask = np.zeros(size, dtype=bool)
    for rows in held:
        mask[rows] = True
    return np.flatnonzero(mask).astype(np.int32)


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
