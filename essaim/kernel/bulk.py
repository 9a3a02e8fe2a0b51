"""Inserting many rows quickly.

Django's bulk_create makes an object for each row and prepares each value anew: that is most of the time of a long
import, or of the communes of France. Here rows are tuples, and ids are taken beforehand.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models

SOME = 5_000


def take_ids(model: type[models.Model], count: int) -> list[int]:
    """Return ids that no other row has. Within a transaction; on SQLite it holds the write lock already."""
    if not count:
        return []
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [row[0] for row in cursor.fetchall()]
        # AUTOINCREMENT never gives an id again, not even that of the last row deleted.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        cursor.execute(
            f"SELECT COALESCE(MAX({connection.ops.quote_name(column)}), 0) FROM {connection.ops.quote_name(table)}"
        )
        last = max(row[0] if row else 0, cursor.fetchone()[0])
    return list(range(last + 1, last + 1 + count))


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows, the values in the order of `names` (attribute names of the fields)."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in chosen)
    marks = ", ".join(["%s"] * len(chosen))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"
    as_json = [i for i, field in enumerate(chosen) if isinstance(field, models.JSONField)]
    sqlite = connection.vendor == "sqlite"
    dated = [i for i, f in enumerate(chosen) if isinstance(f, models.DateField)] if sqlite else []
    some: list[Sequence[Any]] = []
    written: dict[Any, str | None] = {}  # few days, many rows
    with connection.cursor() as cursor:
        for row in rows:
            if as_json or dated:
                row = list(row)
                for i in as_json:
                    row[i] = json.dumps(row[i], ensure_ascii=False)
                for i in dated:
                    if (value := row[i]) not in written:
                        written[value] = _as_sqlite(value)
                    row[i] = written[value]
            some.append(row)
            if len(some) >= SOME:
                cursor.executemany(statement, some)
                some = []
        if some:
            cursor.executemany(statement, some)


def _as_sqlite(value: date | datetime | None) -> str | None:
    """Write a date as Django's backend does: UTC, without its offset."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ")
    return value.isoformat()
