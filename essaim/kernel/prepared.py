"""Queries whose SQL is written once.

The ORM takes half a millisecond to write a small query that the database answers in a twentieth of it. What a page
asks for at each visit is written the first time, then only filled in with the ids of the moment.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators

Make = Callable[..., QuerySet]
MOST_KEPT = 500
_MARK = -987_654_321_012


@dataclass(frozen=True)
class _Written:
    """`place`: that of the ids among the parameters; `as_list`: whether they are given so, or as JSON."""

    sql: str
    params: tuple
    place: int
    as_list: bool
    # Of rows of a model:
    model: type[Model] | None = None
    names: tuple[str, ...] = ()
    start: int = 0
    converters: tuple = ()
    populators: tuple = ()


_kept: dict[tuple, _Written] = {}


def prepared(make: Make, ids: Iterable[int], *fixed: Any) -> list[tuple]:
    """The rows of `make(ids, *fixed)`, a `values_list` that holds `…__among=ids` once and nowhere else the ids.

    Values come as the database gives them: numbers and texts only, since no field converts them. `fixed` are the
    other values that the query depends on (a day, a club): they are a part of what is remembered.
    """
    return _rows(_written(make, fixed, False), ids)


def prepared_objects(make: Make, ids: Iterable[int], *fixed: Any) -> list[Any]:
    """The same for a queryset of objects, with or without `select_related`; nothing is prefetched nor annotated."""
    written = _written(make, fixed, True)
    assert written.model
    database, end = connection.alias, written.start + len(written.names)
    found = []
    for line in _rows(written, ids):
        row = list(line)
        for position, convert, expression in written.converters:
            row[position] = convert(row[position], expression, connection)
        one = written.model.from_db(database, written.names, row[written.start : end])
        for populator in written.populators:
            populator.populate(row, one)
        found.append(one)
    return found


def _rows(written: _Written, ids: Iterable[int]) -> list[tuple]:
    keys = list(ids)
    given = keys if written.as_list else f"[{','.join(map(str, keys))}]"
    place = written.place
    with connection.cursor() as cursor:
        cursor.execute(written.sql, (*written.params[:place], given, *written.params[place + 1 :]))
        return cursor.fetchall()


def _written(make: Make, fixed: tuple, of_objects: bool) -> _Written:
    key = (make, connection.vendor, fixed)
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _write(make(frozenset({_MARK}), *fixed), of_objects)
    return _kept[key]


def _write(queryset: QuerySet, of_objects: bool) -> _Written:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    (place,) = [n for n, value in enumerate(params) if value in ([_MARK], f"[{_MARK}]")]  # the ids, once
    plain = _Written(sql, tuple(params), place, isinstance(params[place], list))
    if not of_objects:
        return plain
    # As django.db.models.query.ModelIterable reads them.
    select, info = compiler.select, compiler.klass_info
    fields = info["select_fields"]
    converters = compiler.get_converters([column for column, _sql, _alias in select])
    return _Written(
        plain.sql, plain.params, plain.place, plain.as_list,
        model=info["model"],
        names=tuple(select[number][0].target.attname for number in fields),
        start=fields[0],
        converters=tuple((at, one, expression) for at, (several, expression) in converters.items() for one in several),
        populators=tuple(get_related_populators(info, select, connection.alias)),  # type: ignore[call-arg]
    )  # fmt: skip
