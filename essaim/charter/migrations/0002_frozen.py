"""What was published and signed is frozen by the database itself, whoever writes there.

SQLite loses the triggers of a table that a later migration makes again: it then calls `freeze` once more
(`tests/test_frozen.py` tells).
"""

import django.utils.timezone
from django.db import migrations, models

# What may still change: who published or signed may close their account (the person is unnamed, the address erased), two
# pages of one organization may become one.
FROZEN = {
    "charter_version": ("club_id", "number", "kind", "summary", "content", "sha256", "sign_by", "published_at"),
    "charter_signature": ("club_id", "version_id", "name", "role", "sha256", "signed_at"),
}


def freeze(_apps, editor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE OR REPLACE FUNCTION charter_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'charter_frozen: what was published or signed does not change' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, columns in FROZEN.items():
        if editor.connection.vendor == "postgresql":
            changed = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)
            editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
                "EXECUTE FUNCTION charter_frozen()"
            )
        else:
            changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
            editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN {changed} "
                "BEGIN SELECT RAISE(ABORT, 'charter_frozen: what was published or signed does not change'); END"
            )


def thaw(_apps, editor) -> None:
    for table in FROZEN:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen{on}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS charter_frozen()")


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="version",
            name="published_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name="signature",
            name="signed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.RunPython(freeze, thaw),
    ]
