"""A GET never writes: every page of the access matrix, opened by each role, sends only reading queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access_matrix.cast import cast  # noqa: F401  (a fixture)
from tests.access_matrix.table import ROLES, TABLE

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.django_db
def test_reading_queries_only(role, cast, client):  # noqa: F811
    if user := cast.people[role]:
        client.force_login(user)
    wrote = []
    for name, row in TABLE.items():
        if row.method != "get":
            continue
        url = cast.url(name, row)  # may make what the address names
        with CaptureQueriesContext(connection) as queries:
            client.get(url, row.data or {})
        wrote += [
            f"{name}: {query['sql'][:120]}" for query in queries if query["sql"].lstrip().upper().startswith(WRITES)
        ]
    assert wrote == []
