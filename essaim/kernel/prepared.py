"""Queries whose SQL is written once.

The ORM takes half a millisecond to write a small query that the database answers in a twentieth of it. What a page
full of rows asks for at each visit is written the first time, then only filled in with the ids of the moment.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Make = Callable[..., QuerySet]
MOST_KEPT = 500
_MARK = -987_654_321_012
_written: dict[tuple, tuple[str, tuple, int, bool]] = {}


def prepared(make: Make, ids: Iterable[int], *fixed: Any) -> list[tuple]:
    """The rows of `make(ids, *fixed)`, a `values_list` that holds `…__among=ids` once and nowhere else the ids.

    Values come as the database gives them: numbers and texts only, since no field converts them. `fixed` are the
    other values that the query depends on (a day, a club): they are a part of what is remembered.
    """
    key = (make, connection.vendor, fixed)
    known = _written.get(key)
    if known is None:
        known = _write(key, make, fixed)
    sql, params, place, as_list = known
    keys = list(ids)
    given = keys if as_list else f"[{','.join(map(str, keys))}]"
    with connection.cursor() as cursor:
        cursor.execute(sql, (*params[:place], given, *params[place + 1 :]))
        return cursor.fetchall()


def _write(key: tuple, make: Make, fixed: tuple) -> tuple[str, tuple, int, bool]:
    sql, params = make(frozenset({_MARK}), *fixed).query.sql_with_params()
    places = [number for number, value in enumerate(params) if value in ([_MARK], f"[{_MARK}]")]
    (place,) = places  # the ids, once
    if len(_written) >= MOST_KEPT:
        _written.clear()
    _written[key] = known = (sql, tuple(params), place, isinstance(params[place], list))
    return known
