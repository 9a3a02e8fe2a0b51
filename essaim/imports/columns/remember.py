"""A mapping is kept by header, not by position: a column moved or added does not lose it."""

import hashlib
from collections.abc import Mapping, Sequence

from .guess import plain_header


def signature(headers: Sequence[str]) -> str:
    """Return 32 letters that say « the same headers », whatever their case, accents and order."""
    text = "\n".join(sorted(plain_header(header) for header in headers))
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def to_mapping(headers: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Return header → target; of two columns with one header, the first used one counts."""
    mapping: dict[str, str] = {}
    for header, target in zip(headers, columns, strict=False):
        key = plain_header(header)
        mapping[key] = mapping.get(key) or target
    return mapping


def from_mapping(headers: Sequence[str], mapping: Mapping[str, str]) -> list[str]:
    """Return the target of each column. Columns that the mapping does not know hold nothing."""
    given: set[str] = set()
    columns = []
    for header in headers:
        key = plain_header(header)
        target = "" if key in given else mapping.get(key, "")
        given.add(key)
        columns.append(target)
    return columns
