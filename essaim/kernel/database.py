"""The tables of the database, brought up to date when they are not."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def pending_migrations() -> int:
    """How many migrations the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> int:
    """Make the tables that lack. Returns how many migrations were applied: none, and `migrate` is not even started,
    which takes half a second to find that it has nothing to do."""
    if count := pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    return count
