"""The two engines: SQLite FTS5 and PostgreSQL full text. Both hold the same tokens, by field, and give the same ids.

An engine has `create`, `drop` (the index itself), `write` (documents) and `fetch` (who holds these tokens).
"""

from types import ModuleType
from typing import NamedTuple

from django.db import connection

from . import postgresql, sqlite


class Row(NamedTuple):
    """A document to write: its columns in `search_document`, and its tokens by field, joined by spaces."""

    key: int
    alive: bool
    title: str
    facets: str
    latitude: float | None
    longitude: float | None
    length: int
    stems: tuple[str, str, str, str]
    tokens: tuple[str, str, str, str]


def engine() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
