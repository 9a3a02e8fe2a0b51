"""SQLite FTS5: a table without content, one column by field; rowid is the document's key.

`detail=column` keeps which field holds a token, not where: order and frequency are read from the documents by the
ranking, for the few that compete.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from ..text import FIELDS

CREATE = """CREATE VIRTUAL TABLE search_index USING fts5(a, b, c, d, content='', contentless_delete=1,
detail=column, tokenize="ascii tokenchars '_'")"""
DOCUMENT = """INSERT OR REPLACE INTO search_document
(key, change, alive, title, facets, latitude, longitude, length, a, b, c, d)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"""
INDEX = "INSERT OR REPLACE INTO search_index (rowid, a, b, c, d) VALUES (%s, %s, %s, %s, %s)"
MOST_SELECTS = 200


def create() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CREATE)


def drop() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS search_index")


def write(rows: Sequence[Any], change: int, *, fresh: bool = False) -> None:
    """Write documents and their tokens. `fresh`: the index is known to hold none of them."""
    with connection.cursor() as cursor:
        cursor.executemany(
            DOCUMENT,
            [
                (row.key, change, row.alive, row.title, row.facets, row.latitude, row.longitude, row.length, *row.stems)
                for row in rows
            ],
        )
        gone = [(row.key,) for row in rows if not row.alive]
        if gone:
            cursor.executemany("DELETE FROM search_index WHERE rowid = %s", gone)
        cursor.executemany(
            INDEX.replace(" OR REPLACE", "") if fresh else INDEX,
            [(row.key, *row.tokens) for row in rows if row.alive],
        )


def tidy() -> None:
    """After a large load: gather the segments of the index."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")


def fetch(first_key: int, last_key: int, tokens: Sequence[tuple[str, bool]]) -> list[list[np.ndarray]]:
    """For each (token, whether as a prefix), the object ids that hold it in each field (four sorted arrays)."""
    selects = [(field, token, prefix) for token, prefix in tokens for field in FIELDS]
    arrays: list[np.ndarray] = []
    with connection.cursor() as cursor:
        for start in range(0, len(selects), MOST_SELECTS):
            part = selects[start : start + MOST_SELECTS]
            cursor.execute(
                " UNION ALL ".join(
                    "SELECT group_concat(rowid - %s) FROM search_index WHERE search_index MATCH %s "
                    "AND rowid BETWEEN %s AND %s"
                    for _select in part
                ),
                [
                    value
                    for field, token, prefix in part
                    for value in (first_key, f'{{{field}}}: "{token}"{" *" if prefix else ""}', first_key, last_key)
                ],
            )
            arrays += [_ids(text) for (text,) in cursor.fetchall()]
    return [arrays[start : start + len(FIELDS)] for start in range(0, len(arrays), len(FIELDS))]


def _ids(text: str | None) -> np.ndarray:
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.empty(0, dtype=np.int64)
