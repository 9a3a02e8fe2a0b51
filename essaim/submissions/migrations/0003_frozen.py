"""What was sent is frozen by the database itself, whoever writes there.

SQLite loses the triggers of a table that a later migration makes again: it then calls `freeze` once more
(`tests/test_sending.py` tells). The file itself is checked against `sha256` when it is given back.
"""

from django.db import migrations

# The person who noted it may close their account: `added_by_id` may change.
FROZEN = {
    "submissions_sending": (
        "club_id", "dossier_id", "sent_at", "channel", "receipt", "sent_by", "manifest", "asked_cents", "despite",
        "composition", "file", "size", "sha256",
    ),
    "submissions_proof": ("club_id", "sending_id", "file", "size", "sha256"),
}


def freeze(_apps, editor) -> None:
    postgresql = editor.connection.vendor == "postgresql"
    if postgresql:
        editor.execute(
            "CREATE OR REPLACE FUNCTION submissions_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION 'submissions_frozen: what was sent does not change' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for table, columns in FROZEN.items():
        if postgresql:
            # jsonb has an equality of its own; text compares everything else.
            changed = " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in columns)
            editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({changed}) "
                "EXECUTE FUNCTION submissions_frozen()"
            )
        else:
            changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
            editor.execute(
                f"CREATE TRIGGER {table}_frozen BEFORE UPDATE ON {table} FOR EACH ROW WHEN {changed} "
                "BEGIN SELECT RAISE(ABORT, 'submissions_frozen: what was sent does not change'); END"
            )


def thaw(_apps, editor) -> None:
    for table in FROZEN:
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {table}_frozen{on}")
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION IF EXISTS submissions_frozen()")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_sending")]

    operations = [migrations.RunPython(freeze, thaw)]
