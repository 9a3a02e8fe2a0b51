"""PostgreSQL asks its index through a function (engines/postgresql.py); the index made before has none."""

from django.db import migrations

from essaim.search.engines import postgresql


def add_function(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgresql.HOLDERS)


class Migration(migrations.Migration):
    dependencies = [("search", "0002_index")]
    operations = [migrations.RunPython(add_function, migrations.RunPython.noop)]
