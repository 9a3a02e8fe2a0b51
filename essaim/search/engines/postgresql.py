"""PostgreSQL full text: a tsvector of ready lexemes under a GIN index.

The field is the first letter of the lexeme (`a_menuis`, `cmenuiserie`): GIN does not keep the weights of a tsvector,
so that asking for one by `setweight` would read every document again; with a letter the index answers alone.

A row holds a padding that weighs nothing once compressed: it makes the row long enough for PostgreSQL to move the
vector to its side table. What a search reads of a document is then 90 bytes instead of 1,200: seven times faster.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db import connection

from ..text import FIELDS

CREATE = """
CREATE TABLE search_vector (document bigint PRIMARY KEY, vector tsvector NOT NULL, padding text NOT NULL);
ALTER TABLE search_vector SET (toast_tuple_target = 128);
CREATE INDEX search_vector_gin ON search_vector USING gin (vector);
"""
DOCUMENTS = """
INSERT INTO search_document (key, change, alive, title, facets, latitude, longitude, length, a, b, c, d)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::boolean[], %s::text[], %s::text[], %s::float8[], %s::float8[],
    %s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
ON CONFLICT (key) DO UPDATE SET change = excluded.change, alive = excluded.alive, title = excluded.title,
    facets = excluded.facets, latitude = excluded.latitude, longitude = excluded.longitude,
    length = excluded.length, a = excluded.a, b = excluded.b, c = excluded.c, d = excluded.d
"""
VECTORS = """
INSERT INTO search_vector (document, vector, padding)
SELECT key, vector::tsvector, repeat(' ', 2100) FROM unnest(%s::bigint[], %s::text[]) AS given (key, vector)
ON CONFLICT (document) DO UPDATE SET vector = excluded.vector
"""
# For a frequent word the planner would read every vector in its side table, ten times slower than the bitmap of GIN;
# `+ 0` keeps it from joining a bitmap of every key to that of a rare word.
HOLDERS = """
CREATE OR REPLACE FUNCTION search_holders(wanted tsquery, first_key bigint, last_key bigint) RETURNS bytea
LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET work_mem = '32MB' AS $$
    SELECT string_agg(int4send((document - first_key)::int), ''::bytea) FROM search_vector
    WHERE vector @@ wanted AND document + 0 BETWEEN first_key AND last_key
$$
"""
FETCH = "search_holders(%s::tsquery, %s, %s)"


def create() -> None:
    with connection.cursor() as cursor:
        cursor.execute(CREATE)
        cursor.execute(HOLDERS)


def drop() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION IF EXISTS search_holders")
        cursor.execute("DROP TABLE IF EXISTS search_vector")


def write(rows: Sequence[Any], change: int, *, fresh: bool = False) -> None:
    """Write documents and their tokens. `fresh`: the index is known to hold none of them."""
    rows = sorted(rows, key=lambda row: row.key)  # always locked in the same order
    with connection.cursor() as cursor:
        cursor.execute(
            DOCUMENTS,
            [
                [row.key for row in rows], [change] * len(rows), [row.alive for row in rows],
                [row.title for row in rows], [row.facets for row in rows], [row.latitude for row in rows],
                [row.longitude for row in rows], [row.length for row in rows],
                *([row.stems[number] for row in rows] for number in range(len(FIELDS))),
            ],
        )  # fmt: skip
        alive = [row for row in rows if row.alive]
        if len(alive) < len(rows):
            cursor.execute(
                "DELETE FROM search_vector WHERE document = ANY(%s)", [[row.key for row in rows if not row.alive]]
            )
        cursor.execute(
            VECTORS,
            [
                [row.key for row in alive],
                [
                    "".join(tokens.replace(" ", f" {field}") for field, tokens in zip(FIELDS, row.tokens, strict=True))
                    for row in alive
                ],
            ],
        )


def tidy() -> None:
    """After a large load: the waiting list of the index is emptied, the planner learns the sizes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_vector_gin')")
        cursor.execute("ANALYZE search_vector")
        cursor.execute("ANALYZE search_document")


def fetch(first_key: int, last_key: int, tokens: Sequence[tuple[str, bool]]) -> list[list[np.ndarray]]:
    """For each (token, whether as a prefix), the object ids that hold it in each field (four sorted arrays)."""
    if not tokens:
        return []
    selects = [f"'{field}{token}'{':*' if prefix else ''}" for token, prefix in tokens for field in FIELDS]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT " + ", ".join(FETCH for _select in selects),
            [value for query in selects for value in (query, first_key, last_key)],
        )
        arrays = [
            np.sort(np.frombuffer(packed, dtype=">i4").astype(np.int64)) if packed else np.empty(0, dtype=np.int64)
            for packed in cursor.fetchone()
        ]
    return [arrays[start : start + len(FIELDS)] for start in range(0, len(arrays), len(FIELDS))]
