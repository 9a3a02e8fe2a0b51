"""The index of the engine in use: FTS5 or tsvector."""

from django.db import migrations

from essaim.search.engines import engine


def create(apps, schema_editor):
    engine().create()


def drop(apps, schema_editor):
    engine().drop()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop, elidable=False)]
