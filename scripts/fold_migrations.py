"""Put constraints and indexes into the creation of their table, within each migration.

`makemigrations` writes them as operations of their own, and each makes Django draw its whole picture of the models
again: 0.1 s of processor for each of 300, at every first start and every test database. The tables and the state after
each migration are the same, so a database that has run it already needs nothing.

    python scripts/fold_migrations.py            every app of the project
    python scripts/fold_migrations.py calls      one app
"""

import importlib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


TEXTS = ("name", "violation_error_message", "violation_error_code", "deferrable", "opclasses", "db_tablespace")


PERSON = "migrations.swappable_dependency(settings.AUTH_USER_MODEL)"


def names_in(value) -> set[str]:
    """Names of fields that a constraint, a condition or an expression speaks of."""
    if isinstance(value, str):
        return {value.lstrip("-").partition("__")[0]}
    if hasattr(value, "children"):  # a condition
        found = set()
        for child in value.children:
            found |= names_in(child[0]) | names_in(child[1]) if isinstance(child, tuple) else names_in(child)
        return found
    if hasattr(value, "name") and type(value).__name__ == "F":
        return names_in(value.name)
    if hasattr(value, "get_source_expressions"):
        return set().union(*(names_in(one) for one in value.get_source_expressions()), set())
    if isinstance(value, (list, tuple, set)):
        return set().union(*(names_in(one) for one in value), set())
    return set()


def speaks_of(constraint) -> set[str]:
    _path, arguments, options = constraint.deconstruct()
    return names_in(list(arguments)) | names_in([value for key, value in options.items() if key not in TEXTS])


def fold(operations: list) -> list:
    """The same operations, each constraint or index that its table can be created with being in that creation.

    Left where it is: what speaks of a field that comes later, and what follows another change of the table.
    """
    from django.db import migrations

    kept: list = []
    created: dict[str, migrations.CreateModel] = {}
    later: dict[str, set[str]] = {}  # fields that tables get after their creation
    for operation in operations:
        match operation:
            case migrations.CreateModel():
                created[operation.name_lower] = operation
            case migrations.AddField():
                later.setdefault(operation.model_name_lower, set()).add(operation.name)
            case migrations.AddConstraint() | migrations.AddIndex():
                model = operation.model_name_lower
                is_index = isinstance(operation, migrations.AddIndex)
                added = operation.index if is_index else operation.constraint
                if model in created and not speaks_of(added) & later.get(model, set()):
                    created[model].options.setdefault("indexes" if is_index else "constraints", []).append(added)
                    continue
            case _:
                created.pop(getattr(operation, "model_name", "").lower(), None)
        kept.append(operation)
    return kept


def main() -> None:
    import django

    django.setup()
    from django.db import migrations
    from django.db.migrations.writer import MigrationWriter

    plain = {name for name in dir(migrations) if name[0].isupper()} - {
        "RunPython",
        "RunSQL",
        "SeparateDatabaseAndState",
    }
    for path in sorted(ROOT.glob("essaim/*/migrations/0*.py")):
        app = path.parts[-3]
        if sys.argv[1:] and app not in sys.argv[1:]:
            continue
        module = importlib.import_module(f"essaim.{app}.migrations.{path.stem}")
        migration = module.Migration(path.stem, app)
        if any(type(operation).__name__ not in plain for operation in migration.operations):
            continue
        before = len(migration.operations)
        migration.operations = fold(migration.operations)
        if len(migration.operations) < before:
            # Read back, the dependency on the person's table is a plain one.
            path.write_text(MigrationWriter(migration).as_string().replace("('accounts', '__first__')", PERSON))
            print(f"{app} {path.stem}: {before} operations, now {len(migration.operations)}")


if __name__ == "__main__":
    main()
