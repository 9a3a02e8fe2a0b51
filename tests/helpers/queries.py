"""A list costs the same number of queries for one row and for thirty."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def assert_same_queries(client, url: str, make_rows: Callable[[int], object], *, rows: int = 30) -> int:
    """Open `url` with one row, then with `rows`, and compare. `make_rows(n)` adds n rows. Returns the number.

    The first opening, which fills what a process keeps, is not counted.
    """
    make_rows(1)
    client.get(url)
    few = _queries(client, url)
    make_rows(rows - 1)
    client.get(url)
    many = _queries(client, url)
    assert len(few) == len(many), "\n".join([f"{len(few)} queries for 1 row, {len(many)} for {rows}:", *many])
    return len(few)


def _queries(client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]
