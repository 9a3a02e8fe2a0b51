"""Promises that Django has no word for, declared on a model like any other constraint."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.ddl_references import Columns, Statement, Table

_RANGES = {"DateTimeField": "tstzrange", "DateField": "daterange"}  # others: numbers
_TRIGGER = (
    "CREATE TRIGGER %(name)s BEFORE {event} ON %(table)s FOR EACH ROW BEGIN"
    " SELECT RAISE(ABORT, '{said}') FROM %(table)s AS other WHERE {meet}; END"
)


class NoOverlap(models.BaseConstraint):
    """No two rows share the columns of `same` (whole numbers, keys) and meet on every one of `ranges`.

    A range is two columns, its beginning and its end, which is out of it: 8 to 10 does not meet 10 to 12. With the
    ranges of a place and of a time, rows are rectangles that never lie on each other::

        NoOverlap(same=["resource"], ranges=[("first_unit", "past_unit"), ("starts_at", "ends_at")], name="…")

    PostgreSQL holds it by an exclusion constraint. Keys stand in it as ranges of one number, so that no extension is
    needed. SQLite holds it by two triggers: it lets one transaction write at a time, hence each sees all the others
    wrote. Whoever breaks it gets an `IntegrityError` on both. Give SQLite an index on `same` and the last end.
    """

    def __init__(
        self, *, same: Sequence[str], ranges: Sequence[tuple[str, str]], name: str,
        violation_error_code: str | None = None, violation_error_message: Any = None,
    ) -> None:  # fmt: skip
        self.same, self.ranges = list(same), [tuple(pair) for pair in ranges]
        super().__init__(
            name=name, violation_error_code=violation_error_code, violation_error_message=violation_error_message
        )

    def constraint_sql(self, model, schema_editor) -> Any:
        """What stands inside CREATE TABLE. On SQLite nothing: the triggers follow the table, also when Django makes it
        anew to change a column."""
        if schema_editor.connection.vendor == "postgresql":
            return f"CONSTRAINT {schema_editor.quote_name(self.name)} {self._exclusion(model, schema_editor)}"
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model, schema_editor) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None  # SQLite makes the table anew
        return Statement(
            f"ALTER TABLE %(table)s ADD CONSTRAINT %(name)s {self._exclusion(model, schema_editor)}",
            table=Table(model._meta.db_table, schema_editor.quote_name),
            name=schema_editor.quote_name(self.name),
        )

    def remove_sql(self, model, schema_editor) -> Any:
        if schema_editor.connection.vendor != "postgresql":
            return None
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_check, model, self.name)

    def _exclusion(self, model, schema_editor) -> str:
        parts = []
        for name in self.same:
            column = self._column(model, name, schema_editor)
            parts.append(f"int8range({column}, {column}, '[]') WITH &&")
        for pair in self.ranges:
            make = _RANGES.get(model._meta.get_field(pair[0]).get_internal_type(), "int8range")
            parts.append(f"{make}({', '.join(self._column(model, name, schema_editor) for name in pair)}) WITH &&")
        return f"EXCLUDE USING gist ({', '.join(parts)})"

    def _triggers(self, model, schema_editor) -> list[Statement]:
        own = schema_editor.quote_name(model._meta.pk.column)
        meet = [f"other.{column} = NEW.{column}" for column in self._columns(model, self.same, schema_editor)]
        for pair in self.ranges:
            first, past = self._columns(model, pair, schema_editor)
            meet += [f"other.{first} < NEW.{past}", f"other.{past} > NEW.{first}"]
        watched = ", ".join(self._columns(model, self._names, schema_editor))
        events = [("INSERT", "made", meet), (f"UPDATE OF {watched}", "moved", [*meet, f"other.{own} <> NEW.{own}"])]
        return [
            Statement(
                _TRIGGER.format(event=event, said=self.name, meet=" AND ".join(conditions)),
                name=schema_editor.quote_name(f"{self.name}_{ending}"),
                table=Table(model._meta.db_table, schema_editor.quote_name),
            )
            for event, ending, conditions in events
        ]

    @property
    def _names(self) -> list[str]:
        return [*self.same, *(name for pair in self.ranges for name in pair)]

    def _columns(self, model, names, schema_editor) -> list[str]:
        return [self._column(model, name, schema_editor) for name in names]

    def _column(self, model, name: str, schema_editor) -> str:
        return str(Columns("", [model._meta.get_field(name).column], schema_editor.quote_name))

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS) -> None:
        if exclude and set(self._names) & set(exclude):
            return
        asked = {name: getattr(instance, model._meta.get_field(name).attname) for name in self.same}
        for first, past in self.ranges:
            asked[f"{first}__lt"], asked[f"{past}__gt"] = getattr(instance, past), getattr(instance, first)
        rows = model._default_manager.using(using).filter(**asked)
        if rows.exclude(pk=instance.pk).exists() if instance.pk else rows.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NoOverlap):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, *self.same, *self.ranges))

    def deconstruct(self):
        path, arguments, values = super().deconstruct()
        return path, arguments, {**values, "same": self.same, "ranges": self.ranges}
