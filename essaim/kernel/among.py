"""`field__among={…}`: IN over thousands of keys as one parameter.

Django's own `__in` prepares each key and writes a mark for each: over chunks of thousands of rows, a quarter of the
time of an import. Here the keys travel as one JSON array (SQLite) or one array (PostgreSQL). Give a set: Django looks
at each item of a list or a tuple, in case it were an expression.
"""

import json
from typing import Any

from django.db.models import Field, ForeignKey, Lookup


@ForeignKey.register_lookup
@Field.register_lookup
class Among(Lookup):
    """The column's value is one of a list."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, before = self.process_lhs(compiler, connection)
        keys = list(self.rhs)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s)", (*before, keys)
        return f"{column} IN (SELECT value FROM json_each(%s))", (*before, json.dumps(keys))
