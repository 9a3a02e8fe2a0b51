"""What the operator's commands share: the terminal's language, a database that is ready, plain sentences."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from essaim.kernel.errors import Refusal

from .main import language


class OperatorCommand(BaseCommand):
    """A command that says a refusal as one sentence, and speaks the terminal's language."""

    requires_system_checks: list[str] = []

    def execute(self, *arguments, **options):
        with translation.override(language()):
            try:
                return super().execute(*arguments, **options)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal

    def say(self, sentence: object) -> None:
        self.stdout.write(str(sentence))
        self.stdout.flush()


def pending_migrations() -> int:
    """How many migrations the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def prepare_database() -> int:
    """Bring the database up to date. Returns how many migrations were applied."""
    if count := pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    return count
